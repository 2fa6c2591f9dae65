/* Tests of the colours of themes, for all eyes and in grey.  Included once, by
 * layout_test.c. */
#ifndef LAYOUT_COLOURS_H
#define LAYOUT_COLOURS_H

#include "layout_draft.h"

/* The value of `name` on the palette of a theme, 0xRRGGBB. */
static unsigned theme_colour(const char *theme, const char *name) {
    char file[4096], wanted[32];
    FILE *in = fopen(theme, "r");
    assert_non_null(in);
    file[fread(file, 1, sizeof file - 1, in)] = '\0';
    fclose(in);
    snprintf(wanted, sizeof wanted, " %s=\"#", name);
    const char *at = strstr(file, wanted);
    assert_non_null(at);
    return (unsigned) strtoul(at + strlen(wanted), NULL, 16);
}

/* CIE 1976 L*a*b* of linear sRGB. */
static void lab_of(const double rgb[3], double lab[3]) {
    static const double to_xyz[3][3] = {
        {0.4339, 0.3762, 0.1899}, {0.2126, 0.7152, 0.0722}, {0.0177, 0.1095, 0.8728}};
    double f[3];
    for (int i = 0; i < 3; i++) {
        double t = 0;
        for (int j = 0; j < 3; j++)
            t += to_xyz[i][j] * rgb[j];
        f[i] = t > 0.008856 ? cbrt(t) : 7.787 * t + 16.0 / 116;
    }
    lab[0] = 116 * f[1] - 16;
    lab[1] = 500 * (f[0] - f[1]);
    lab[2] = 200 * (f[1] - f[2]);
}

/* What eyes without one of the cones see, after Machado, Oliveira and Fernandes (2009),
 * and what a printer of one ink prints. */
static const double sights[][3][3] = {
    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    {{0.152286, 1.052583, -0.204868},
     {0.114503, 0.786281, 0.099216},
     {-0.003882, -0.048116, 1.051998}},
    {{0.367322, 0.860646, -0.227968},
     {0.280085, 0.672501, 0.047413},
     {-0.011820, 0.042940, 0.968881}},
    {{1.255528, -0.076749, -0.178779},
     {-0.078411, 0.930809, 0.147602},
     {0.004733, 0.691367, 0.303900}},
    {{0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}}};

static double linear(unsigned channel) {
    double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

static void seen_as(unsigned colour, int sight, double lab[3]) {
    double rgb[] = {linear(colour >> 16 & 0xff), linear(colour >> 8 & 0xff),
                    linear(colour & 0xff)};
    double seen[3];
    for (int i = 0; i < 3; i++) {
        seen[i] = 0;
        for (int j = 0; j < 3; j++)
            seen[i] += sights[sight][i][j] * rgb[j];
        seen[i] = fmin(fmax(seen[i], 0), 1);
    }
    lab_of(seen, lab);
}

static void colours_keep_apart_for_all_eyes_and_in_grey(void **state) {
    (void) state;
    static const char *const themes[] = {"templates/themes/house.xml",
                                         "templates/themes/print-grey.xml"};
    static const char *const names[] = {"house", "accent", "context",
                                        "muted", "second", "third"};
    for (int t = 0; t < 2; t++)
        for (int sight = 0; sight < 5; sight++)
            for (int i = 0; i < 6; i++)
                for (int j = 0; j < i; j++) {
                    double a[3], b[3];
                    seen_as(colour_visible(theme_colour(themes[t], names[i])), sight,
                            a);
                    seen_as(colour_visible(theme_colour(themes[t], names[j])), sight,
                            b);
                    double apart = hypot(hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]);
                    if (apart < 5)
                        fail_msg("%s: %s and %s are %.1f apart for sight %d", themes[t],
                                 names[i], names[j], apart, sight);
                    /* 3 to 1 against white: L* of 61.7. */
                    assert_true(sight > 0 || a[0] < 61.8);
                }
}

#endif
