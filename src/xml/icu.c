/* ICU when it is needed.  libxml2 asks it for the encodings that glibc's iconv does not
 * have.  To load it at each start, with the C++ library that it needs, would take a
 * fortieth of a briefing's time, so libxml2 is linked with these, which pass on what
 * they are given. */
#include <dlfcn.h>
#include <string.h>
#include <unicode/ucnv.h>

#define WORD(text) #text
/* Of a function with the version that its header gives it: "ucnv_open_72". */
#define NAME(macro) WORD(macro)

/* Sets the pointer to a function at `found`; false when ICU is not installed.  The
 * library stays: to load it again only counts. */
static bool find(const char *name, void *found) {
    void *library =
        dlopen("libicuuc.so." NAME(U_ICU_VERSION_MAJOR_NUM), RTLD_NOW | RTLD_LOCAL);
    void *function = library ? dlsym(library, name) : NULL;
    memcpy(found, &function, sizeof function);
    return function;
}

UConverter *ucnv_open(const char *name, UErrorCode *error) {
    UConverter *(*open)(const char *, UErrorCode *);
    if (find(NAME(ucnv_open), &open)) return open(name, error);
    *error = U_UNSUPPORTED_ERROR;
    return NULL;
}

/* ---- only called with a converter, so that ICU is there ---- */

void ucnv_close(UConverter *converter) {
    void (*close)(UConverter *);
    if (find(NAME(ucnv_close), &close)) close(converter);
}

void ucnv_convertEx(UConverter *to, UConverter *from, char **target,
                    const char *target_end, const char **source, const char *source_end,
                    UChar *pivot, UChar **pivot_source, UChar **pivot_target,
                    const UChar *pivot_end, UBool reset, UBool flush,
                    UErrorCode *error) {
    void (*convert)(UConverter *, UConverter *, char **, const char *, const char **,
                    const char *, UChar *, UChar **, UChar **, const UChar *, UBool,
                    UBool, UErrorCode *);
    if (find(NAME(ucnv_convertEx), &convert))
        convert(to, from, target, target_end, source, source_end, pivot, pivot_source,
                pivot_target, pivot_end, reset, flush, error);
}

void ucnv_setFromUCallBack(UConverter *converter, UConverterFromUCallback action,
                           const void *context, UConverterFromUCallback *old,
                           const void **old_context, UErrorCode *error) {
    void (*set)(UConverter *, UConverterFromUCallback, const void *,
                UConverterFromUCallback *, const void **, UErrorCode *);
    if (find(NAME(ucnv_setFromUCallBack), &set))
        set(converter, action, context, old, old_context, error);
}

void ucnv_setToUCallBack(UConverter *converter, UConverterToUCallback action,
                         const void *context, UConverterToUCallback *old,
                         const void **old_context, UErrorCode *error) {
    void (*set)(UConverter *, UConverterToUCallback, const void *,
                UConverterToUCallback *, const void **, UErrorCode *);
    if (find(NAME(ucnv_setToUCallBack), &set))
        set(converter, action, context, old, old_context, error);
}

/* What cannot be converted is an error already, and stays one. */

void UCNV_FROM_U_CALLBACK_STOP(const void *context, UConverterFromUnicodeArgs *args,
                               const UChar *units, int32_t length, UChar32 character,
                               UConverterCallbackReason reason, UErrorCode *error) {
    (void) context, (void) args, (void) units, (void) length, (void) character,
        (void) reason, (void) error;
}

void UCNV_TO_U_CALLBACK_STOP(const void *context, UConverterToUnicodeArgs *args,
                             const char *units, int32_t length,
                             UConverterCallbackReason reason, UErrorCode *error) {
    (void) context, (void) args, (void) units, (void) length, (void) reason,
        (void) error;
}
