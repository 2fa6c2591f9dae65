# mkreport: `make help` lists what can be made.

VERSION = 0.1.0
PREFIX = /usr/local
BUILD = .build
CC = cc
CFLAGS = -O2 -g
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wswitch-enum \
           -Wstrict-prototypes -Werror=implicit-function-declaration
datadir = $(PREFIX)/share/mkreport

# ---- what is needed from the system ------------------------------------------------
BUILD_PACKAGES = gcc pkg-config libc6-dev libxml2-dev libhpdf-dev libharfbuzz-dev \
                 libhyphen-dev libunistring-dev nettle-dev zlib1g-dev
FONT_PACKAGES = fonts-vollkorn fonts-lato hyphen-en-us hyphen-de
TEST_PACKAGES = libcmocka-dev qpdf poppler-utils libxml2-utils locales
LINT_PACKAGES = clang clang-format clang-tidy

LIBRARIES = libxml-2.0 harfbuzz harfbuzz-subset nettle zlib
ALL_CFLAGS = -std=c17 $(WARNINGS) -D_GNU_SOURCE -DMKREPORT_VERSION='"$(VERSION)"' \
             -DMKREPORT_DATADIR='"$(datadir)"' -Isrc \
             $(shell pkg-config --cflags $(LIBRARIES) 2>/dev/null) $(CFLAGS)
LDLIBS = $(shell pkg-config --libs $(LIBRARIES) 2>/dev/null) \
         -lhpdf -lhyphen -lunistring -lm

# ---- stages, and which others each may include; `make lint` checks it ---------------
STAGES = base xml brief data analysis doc type pages layout pdf template
USES_base =
USES_xml = base
USES_brief = xml base
USES_data = xml base
USES_analysis = data xml base
USES_doc = base
USES_type = base
USES_pages = type base
USES_layout = doc type pages base
USES_pdf = pages type base
USES_template = brief analysis data doc xml base

MKREPORT = $(BUILD)/mkreport
objects = $(patsubst src/%.c,$(BUILD)/%.o,$(wildcard $(1)))
ARCHIVES = $(STAGES:%=$(BUILD)/lib%.a)
UNIT_TESTS = $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/*_test.c))

.PHONY: all
all: $(MKREPORT)

$(MKREPORT): $(call objects,src/*.c) $(ARCHIVES)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) \
	    -Wl,--start-group $(ARCHIVES) -Wl,--end-group $(LDLIBS)

$(BUILD)/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

define archive
$(BUILD)/lib$(1).a: $(call objects,src/$(1)/*.c)
	@rm -f $$@
	ar rcs $$@ $$^
endef
$(foreach stage,$(STAGES),$(eval $(call archive,$(stage))))

# A unit test tests/unit/STAGE_test.c links with its stage and what that may include.
.SECONDEXPANSION:
$(BUILD)/tests/%: tests/unit/%.c $$(foreach s,$$(subst _test,,$$*) $$(USES_$$(subst _test,,$$*)),$(BUILD)/lib$$(s).a)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP $(LDFLAGS) -o $@ $< \
	    -Wl,--start-group $(filter %.a,$^) -Wl,--end-group $(LDLIBS) -lcmocka

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
