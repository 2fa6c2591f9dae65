# mkreport: `make help` lists what can be made.

MAKEFLAGS += --jobs=$(shell nproc)

VERSION = 0.1.0
PREFIX = /usr/local
BUILD = .build
CC = cc
CFLAGS = -O2 -g
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wswitch-enum \
           -Wstrict-prototypes -Werror=implicit-function-declaration \
           -Wno-enum-float-conversion # clang's: an enum is how C names a whole number
datadir = $(PREFIX)/share/mkreport

# ---- what is needed from the system ------------------------------------------------
BUILD_PACKAGES = gcc pkg-config libc6-dev libxml2-dev libhpdf-dev libharfbuzz-dev \
                 libfribidi-dev libunistring-dev nettle-dev libdeflate-dev \
                 libpng-dev libjpeg-dev libqpdf-dev libicu-dev liblzma-dev
FONT_PACKAGES = fonts-vollkorn fonts-lato hyphen-en-us hyphen-de hyphen-fr hyphen-es
TEST_FONTS = fonts-linuxlibertine fonts-liberation fonts-noto-cjk culmus fonts-hosny-amiri
TEST_PACKAGES = libcmocka-dev libhyphen-dev qpdf poppler-utils libxml2-utils locales \
                faketime procps python3-yaml systemd $(TEST_FONTS)
CLUSTER_PACKAGES = slurm-wlm munge
LINT_PACKAGES = clang-format cppcheck libxml2-utils mandoc
CONFORMANCE_PACKAGES = default-jdk-headless maven nodejs qpdf poppler-utils mupdf-tools \
                       ghostscript $(TEST_FONTS)
BROWSER_PACKAGES = chromium poppler-utils
BENCH_PACKAGES = hyperfine time qpdf fonts-liberation

LIBRARIES = libxml-2.0 harfbuzz harfbuzz-subset fribidi nettle libdeflate libpng libjpeg
# A briefing takes so little time that loading shared libraries tells: what only needs
# itself is linked in, and libxml2 with what stands in for ICU (src/xml/icu.c).
LINKED_IN = xml2 lzma fribidi nettle deflate jpeg unistring
ALL_CFLAGS = -std=c17 $(WARNINGS) -D_GNU_SOURCE -DMKREPORT_VERSION='"$(VERSION)"' \
             -DMKREPORT_DATADIR='"$(datadir)"' -DMKREPORT_QPDF='"$(QPDF_SONAME)"' -Isrc $(LIBRARY_CFLAGS) $(CFLAGS)
LDLIBS = $(LINKED_IN:%=-l:lib%.a) -lharfbuzz-subset -lharfbuzz -lhpdf -lpng -lz -lm -pthread

# Installs what is missing of the packages $(1); says so first.
SUDO = $(shell [ "$$(id -u)" = 0 ] || echo sudo)
define need
@missing=; if command -v dpkg-query >/dev/null; then for p in $(1); do \
    dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || \
    missing="$$missing $$p"; done; fi; \
if [ -n "$$missing" ]; then echo "installing:$$missing"; \
    { $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
      --no-install-recommends $$missing || { $(SUDO) apt-get update -qq && \
      $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
      --no-install-recommends $$missing; }; } >/dev/null; fi
endef

# ---- stages, and which others each may include; `make lint` checks it ---------------
STAGES = base xml brief data analysis doc type image pages layout pdf template verify \
         publish report night
USES_base =
USES_xml = base
USES_brief = xml base
USES_data = xml base
USES_analysis = data xml base
USES_doc = base
USES_type = base
USES_image = base
USES_pages = type image base
USES_layout = doc type image pages base
USES_pdf = pages type image base
USES_template = brief analysis doc xml base
USES_verify = pages type image xml base
USES_publish = analysis xml base
USES_report = publish verify template pdf layout pages doc analysis data brief xml base
USES_night = report publish brief data xml base

MKREPORT = $(BUILD)/mkreport
objects = $(patsubst src/%.c,$(BUILD)/%.o,$(wildcard $(1)))
ARCHIVES = $(STAGES:%=$(BUILD)/lib%.a)
UNIT_TESTS = $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/*_test.c))
SAMPLES = data/reverse-imports

.PHONY: all
all: $(MKREPORT)                    ## build the program

.PHONY: brief
brief: $(MKREPORT)                  ## build, and make the sample briefing in out/
	$(MKREPORT) $(SAMPLES)/brief.xml

.PHONY: samples
samples: $(MKREPORT)                ## make a sample of every template in out/
	$(call need,fonts-noto-cjk)
	$(MKREPORT) $(filter-out data/japan-night/%,$(wildcard data/*/brief*.xml))

# The sample brief as it was in April 2026: the months ended in January.
.PHONY: revisions
revisions: $(MKREPORT)              ## make the sample of April, then today's: what changed
	@sed -e 's|href="|&$(CURDIR)/$(SAMPLES)/|' -e 's|as-of="[^"]*"|as-of="2026-04-29"|' \
	    -e 's|\(name="latest-month" value=\)"[^"]*"|\1"2026-01"|' \
	    $(SAMPLES)/brief.xml >$(BUILD)/brief-april.xml
	$(MKREPORT) --out=out/revisions $(BUILD)/brief-april.xml
	$(MKREPORT) --out=out/revisions $(SAMPLES)/brief.xml

.PHONY: night
night: $(MKREPORT)                  ## make all factsheets of Japan's trade in out/
	$(MKREPORT) data/japan-night/brief.xml

# The compiler's flags for the libraries, asked for once; installs what is missing.
ifeq ($(filter help clean,$(MAKECMDGOALS)),)
-include $(BUILD)/flags.mk
endif
$(BUILD)/flags.mk: Makefile
	$(call need,$(BUILD_PACKAGES) $(FONT_PACKAGES))
	@mkdir -p $(@D)
	@echo "LIBRARY_CFLAGS = $$(pkg-config --cflags $(LIBRARIES))" >$@.new
	@echo "QPDF_SONAME = $$(readelf -d "$$($(CC) -print-file-name=libqpdf.so)" | \
	    sed -n 's/.*(SONAME).*\[\(.*\)\]/\1/p')" >>$@.new
	@mv $@.new $@

$(MKREPORT): $(BUILD)/main.o $(ARCHIVES)
	@echo "  link $@"
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) \
	    -Wl,--start-group $(ARCHIVES) $(LDLIBS) -Wl,--end-group

$(BUILD)/%.o: src/%.c
	@mkdir -p $(@D)
	@echo "  cc $<"
	@$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# What says where it is installed is compiled anew when that changes.
$(BUILD)/main.o: $(BUILD)/datadir
$(BUILD)/datadir: always
	@mkdir -p $(@D)
	@echo '$(datadir)' | cmp -s - $@ || echo '$(datadir)' >$@
.PHONY: always

define archive
$(BUILD)/lib$(1).a: $(call objects,src/$(1)/*.c)
	@rm -f $$@
	@ar rcs $$@ $$^
endef
$(foreach stage,$(STAGES),$(eval $(call archive,$(stage))))

# ---- tests -------------------------------------------------------------------------
.PHONY: check
check: test-needs $(MKREPORT) $(UNIT_TESTS) ## run every test
	tests/run.sh $(MKREPORT) $(UNIT_TESTS)

.PHONY: test-needs
test-needs:
	$(call need,$(TEST_PACKAGES))

# Hyphenation is held against libhyphen.
$(BUILD)/tests/type_test: LDLIBS += -lhyphen

# A unit test tests/unit/STAGE_test.c links with its stage and what that may include,
# with what these include in turn.
closure = $(sort $(1) $(USES_$(1)) $(foreach u,$(USES_$(1)),$(USES_$(u))))
.SECONDEXPANSION:
$(BUILD)/tests/%: tests/unit/%.c $$(foreach s,$$(call closure,$$(subst _test,,$$*)),$(BUILD)/lib$$(s).a) | test-needs
	@mkdir -p $(@D)
	@echo "  cc $<"
	@$(CC) $(ALL_CFLAGS) -MMD -MP $(LDFLAGS) -o $@ $< $(filter %.o,$^) \
	    -Wl,--start-group $(filter %.a,$^) $(LDLIBS) -Wl,--end-group -lcmocka

.PHONY: check-asan
check-asan:                         ## run every test under ASan and UBSan
	ASAN_OPTIONS=detect_leaks=0 $(MAKE) BUILD=$(BUILD)/asan check \
	    CFLAGS="-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined"

.PHONY: check-cluster
check-cluster: $(MKREPORT)          ## make a night as an array of a Slurm on this machine
	$(call need,$(CLUSTER_PACKAGES))
	MKREPORT=$(MKREPORT) tests/cluster.sh

# With CI set all is installed; a developer without it is told that it is skipped.
.PHONY: check-conformance
check-conformance: $(MKREPORT)      ## prove all samples: PDF/A-3a, PDF/UA-1, and in five readers
	$(if $(CI),$(call need,$(CONFORMANCE_PACKAGES)))
	tests/conformance.sh $(MKREPORT) $(BUILD)/conformance

.PHONY: check-browser
check-browser: $(MKREPORT)          ## read out/index.html in Chromium
	$(if $(CI),$(call need,$(BROWSER_PACKAGES)))
	MKREPORT=$(MKREPORT) tests/browser.sh

.PHONY: golden
golden: $(MKREPORT)                 ## rewrite the golden files; the diff is the review
	tests/golden.sh --rewrite $(MKREPORT)

.PHONY: lint
lint: $(BUILD)/flags.mk             ## check format, includes, schemas and manuals
	$(call need,$(LINT_PACKAGES))
	@clang-format --dry-run -Werror $(shell git ls-files '*.c' '*.h')
	tests/schema.sh
	tests/includes.sh $(foreach s,$(STAGES),"$(s): $(USES_$(s))")
	xmllint --noout --relaxng src/schema/brief.rng data/*/brief*.xml
	xmllint --noout --relaxng src/schema/dataset.rng \
	    $(filter-out $(wildcard data/*/brief*.xml),$(wildcard data/*/*.xml))
	xmllint --noout --relaxng src/schema/labels.rng templates/labels.xml
	xmllint --noout --relaxng src/schema/lexicon.rng templates/lexicon-en.xml
	xmllint --noout --relaxng src/schema/map.rng templates/maps/*.xml
	xmllint --noout --relaxng src/schema/template.rng \
	    $(filter-out %/labels.xml %/lexicon-en.xml, \
	        $(wildcard templates/*.xml templates/themes/*.xml))
	mandoc -T lint -W warning src/man/*.[157]
	cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr \
	    --suppress=missingIncludeSystem --error-exitcode=1 -j 2 -Isrc src

$(BUILD)/justify: tests/bench/justify.c $(foreach s,$(call closure,layout),$(BUILD)/lib$(s).a)
$(BUILD)/chart: tests/bench/chart.c $(foreach s,$(call closure,layout) pdf,$(BUILD)/lib$(s).a)
$(BUILD)/justify $(BUILD)/chart:
	@echo "  cc $<"
	@$(CC) $(ALL_CFLAGS) -MMD -MP $(LDFLAGS) -o $@ $< \
	    -Wl,--start-group $(filter %.a,$^) $(LDLIBS) -Wl,--end-group

.PHONY: bench
bench: $(MKREPORT) $(BUILD)/justify $(BUILD)/chart ## time the sample briefing as a whole process
	$(call need,$(BENCH_PACKAGES))
	tests/bench.sh $(MKREPORT)

# ---- installing --------------------------------------------------------------------
.PHONY: install
install: $(MKREPORT)                ## install below PREFIX, staged in DESTDIR
	install -D -m 755 $(MKREPORT) $(DESTDIR)$(PREFIX)/bin/mkreport
	install -d $(DESTDIR)$(datadir)/templates/maps $(DESTDIR)$(datadir)/templates/themes \
	    $(DESTDIR)$(datadir)/schema
	install -m 644 templates/*.xml $(DESTDIR)$(datadir)/templates
	install -m 644 templates/maps/*.xml $(DESTDIR)$(datadir)/templates/maps
	install -m 644 templates/themes/*.xml $(DESTDIR)$(datadir)/templates/themes
	install -m 644 src/schema/*.rng $(DESTDIR)$(datadir)/schema
	for section in 1 5 7; do \
	    install -d $(DESTDIR)$(PREFIX)/share/man/man$$section; \
	    install -m 644 src/man/*.$$section $(DESTDIR)$(PREFIX)/share/man/man$$section; \
	done
	install -d $(DESTDIR)$(PREFIX)/lib/systemd/system
	for unit in src/schedule/*.service src/schedule/*.timer; do \
	    sed 's|/usr/local/|$(PREFIX)/|' $$unit \
	        >$(DESTDIR)$(PREFIX)/lib/systemd/system/$${unit##*/}; \
	done
	install -d $(DESTDIR)$(datadir)/schedule
	install -m 644 src/schedule/mkreport-night.sbatch \
	    src/schedule/mkreport-night.yaml src/schedule/Containerfile \
	    $(DESTDIR)$(datadir)/schedule
	install -D -m 644 src/schedule/mkreport.sysusers \
	    $(DESTDIR)$(PREFIX)/lib/sysusers.d/mkreport.conf

.PHONY: picture
picture: brief                      ## redraw the picture of the first page in the README
	pdftoppm -r 60 -f 1 -l 1 -singlefile -png out/reverse-imports.pdf \
	    $(SAMPLES)/first-page

.PHONY: clean
clean:                              ## remove what was built
	rm -rf $(BUILD)

.PHONY: help
help:                               ## list the targets
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 26

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
