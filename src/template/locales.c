/* The languages there are, each in a file of its own.  A new one needs its file and
 * its line in LOCALES. */
#include "template/locales.h"

const Locale *const LOCALES[] = {
    &LOCALE_EN, &LOCALE_DE, &LOCALE_FR, &LOCALE_ES,
    &LOCALE_JA, &LOCALE_HE, &LOCALE_AR, NULL,
};
