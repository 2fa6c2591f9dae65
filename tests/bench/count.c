/* count FILE: what libxml2's SAX2 parser alone costs: it is fed as the program feeds
 * it, and its handlers only count elements.  Prints seconds of CPU, elements, peak
 * kB. */
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include <libxml/parser.h>
#include <libxml/xmlerror.h>

static long elements;

static void on_start(void *user, const xmlChar *name, const xmlChar *prefix,
                     const xmlChar *uri, int namespace_count,
                     const xmlChar **namespaces, int attribute_count, int defaulted,
                     const xmlChar **attributes) {
    (void) user, (void) name, (void) prefix, (void) uri, (void) namespace_count;
    (void) namespaces, (void) attribute_count, (void) defaulted, (void) attributes;
    elements++;
}

static void on_end(void *user, const xmlChar *name, const xmlChar *prefix,
                   const xmlChar *uri) {
    (void) user, (void) name, (void) prefix, (void) uri;
}

int main(int count, char **arguments) {
    static char block[64 * 1024];
    xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC,
                             .startElementNs = on_start,
                             .endElementNs = on_end};
    FILE *file = count == 2 ? fopen(arguments[1], "rb") : NULL;
    xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&handler, NULL, NULL, 0, NULL);
    if (!file || !parser) return 66;
    xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_NOENT);
    setvbuf(file, NULL, _IONBF, 0);
    int status = 0;
    size_t got;
    do {
        got = fread(block, 1, sizeof block, file);
        status = xmlParseChunk(parser, block, (int) got, got == 0);
    } while (got && !status);
    xmlFreeParserCtxt(parser);
    fclose(file);
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    printf("%.3f %ld %ld\n",
           (double) (use.ru_utime.tv_sec + use.ru_stime.tv_sec) +
               (double) (use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e6,
           elements, use.ru_maxrss);
    return status != 0;
}
