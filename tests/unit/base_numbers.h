/* The part of base_test.c about decimal numbers and the calendar. */

/* ---- decimals ---- */

/* Digits with a point anywhere among them, however many. */
static void numbers_are_read_as_strtod_reads_them(void **state) {
    uint64_t seed = 1;
    char text[40];
    (void) state;
    for (int i = 0; i < 20000; i++) {
        int length = 0, digits = 1 + i % 20;
        seed = hash_bytes(seed, &i, sizeof i);
        int point = (int) (seed >> 32) % (digits + 1);
        if (seed & 1) text[length++] = '-';
        for (int k = 0; k < digits; k++) {
            if (k == point && k) text[length++] = '.';
            text[length++] = (char) ('0' + (seed >> (k * 3)) % 10);
        }
        text[length] = '\0';
        double number;
        assert_true(decimal_parse(text, &number));
        assert_true(number == strtod(text, NULL));
        assert_int_equal(signbit(number) != 0, text[0] == '-');
    }
}

static void assert_rounds(double number, int places, const char *expected) {
    char text[DECIMAL_TEXT];
    assert_string_equal(decimal_format(number, places, text), expected);
}

static void halves_round_away_from_zero_as_on_paper(void **state) {
    (void) state;
    assert_rounds(2.675, 2, "2.68");
    assert_rounds(1.005, 2, "1.01");
    assert_rounds(-2.675, 2, "-2.68");
    assert_rounds(0.5, 0, "1");
    assert_rounds(1.5, 0, "2");
    assert_rounds(2.5, 0, "3");
    assert_rounds(-0.5, 0, "-1");
    assert_rounds(0.45, 1, "0.5");
    assert_rounds(0.44999, 1, "0.4");
    assert_rounds(0.1 + 0.2, 15, "0.300000000000000");
}

static void what_rounds_to_zero_has_no_minus(void **state) {
    (void) state;
    assert_rounds(-0.04, 1, "0.0");
    assert_rounds(-0.0, 0, "0");
    assert_rounds(-0.49, 0, "0");
    assert_rounds(-0.05, 1, "-0.1");
    assert_rounds(-1e-300, 15, "0.000000000000000");
}

static void rounding_carries_into_a_new_digit(void **state) {
    (void) state;
    assert_rounds(999.95, 1, "1000.0");
    assert_rounds(0.96, 1, "1.0");
    assert_rounds(9.5, 0, "10");
    assert_rounds(99999999999999.9, 0, "100000000000000");
}

static void tiny_and_huge_numbers_have_all_their_places(void **state) {
    (void) state;
    char text[DECIMAL_TEXT];
    assert_rounds(1e-20, 3, "0.000");
    assert_rounds(5e-4, 3, "0.001");
    assert_rounds(4.9e-4, 3, "0.000");
    assert_rounds(1e21, 0, "1000000000000000000000");
    assert_rounds(123456789012345, 2, "123456789012345.00");
    assert_rounds(0.123456789012345, 15, "0.123456789012345");
    decimal_format(-1.7976931348623157e308, 15, text);
    assert_int_equal(strlen(text), 1 + 309 + 1 + 15);
}

static void numbers_that_are_not_finite_do_not_end_the_program(void **state) {
    (void) state;
    assert_rounds(INFINITY, 1, "inf");
    assert_rounds(-INFINITY, 0, "-inf");
    assert_rounds(NAN, 2, "nan");
}

static void plain_numbers_read_back_as_they_were(void **state) {
    (void) state;
    static const double numbers[] = {0, -1, 68253.2, 1e-9, 123456789012345, 0.1, 1e300};
    char text[DECIMAL_TEXT];
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        double read = -99;
        assert_true(decimal_parse(decimal_plain(numbers[i], text), &read));
        assert_true(read == numbers[i]);
    }
    assert_string_equal(decimal_plain(-0.0, text), "0");
    assert_string_equal(decimal_plain(0.1 + 0.2, text), "0.3");
}

static void only_decimal_numbers_are_read(void **state) {
    (void) state;
    static const char *const bad[] = {"",    "-",    ".",     "1,5",   "1 000", " 1",
                                      "1 ",  "0x10", "inf",   "nan",   "1e",    "1e+",
                                      "--1", "1.2.", "1e400", "1e1.5", "+-1"};
    double number = 42;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(decimal_parse(bad[i], &number));
        assert_true(number == 42);
    }
    assert_true(decimal_parse("-1.5e3", &number) && number == -1500);
    assert_true(decimal_parse("+.5", &number) && number == 0.5);
    assert_true(decimal_parse("5.", &number) && number == 5);
    assert_true(decimal_round(68253.25, 1) == 68253.3);
}

/* ---- calendar ---- */

static void assert_period(const char *text, const char *canonical) {
    Period period = 0;
    char out[16];
    assert_true(period_parse(text, &period));
    assert_string_equal(period_format(period, out), canonical);
}

static void every_spelling_of_a_period_has_one_form(void **state) {
    (void) state;
    static const char *const spellings[][2] = {{"2025", "2025"},
                                               {"2025-A1", "2025"},
                                               {"2025-H1", "2025-S1"},
                                               {"2025-S2", "2025-S2"},
                                               {"2025H2", "2025-S2"},
                                               {"2025-Q3", "2025-Q3"},
                                               {"2025Q3", "2025-Q3"},
                                               {"2025-10", "2025-10"},
                                               {"2025-M10", "2025-10"},
                                               {"2025M01", "2025-01"},
                                               {"2025-W05", "2025-W05"},
                                               {"2020-W53", "2020-W53"},
                                               {"2021-W01", "2021-W01"},
                                               {"2025-10-30", "2025-10-30"},
                                               {"0001", "0001"},
                                               {"9999-12-31", "9999-12-31"},
                                               {"2025-T2", "2025-T2"},
                                               {"2025-D303", "2025-10-30"},
                                               {"2024-D366", "2024-12-31"},
                                               {"202510", "2025-10"},
                                               {"20251030", "2025-10-30"},
                                               {"2025-10-30T23:59:59", "2025-10-30"},
                                               {"2025-Q3Z", "2025-Q3"},
                                               {"2025-10-30+09:00", "2025-10-30"},
                                               {"2025-10Z", "2025-10"},
                                               {"2025-01-01/P1Y", "2025"},
                                               {"2025-04-01/P1Y", "2025-04-01/P1Y"},
                                               {"2025-04/P12M", "2025-04-01/P1Y"},
                                               {"2025-07-01/P6M", "2025-S2"},
                                               {"2025-05-01/P4M", "2025-T2"},
                                               {"2025-07-01/P3M", "2025-Q3"},
                                               {"2025-10-01/P1M", "2025-10"},
                                               {"2025-01-27/P7D", "2025-W05"},
                                               {"2025-01-27/P1W", "2025-W05"},
                                               {"2025-10-30/P1D", "2025-10-30"},
                                               {"2024-01-01T00:00:00/P1M", "2024-01"},
                                               {"2025000101", "2025-01"},
                                               {"2025000103", "2025-Q1"},
                                               {"2025000000", "2025"}};
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
        assert_period(spellings[i][0], spellings[i][1]);
}

static void what_is_no_period_is_refused(void **state) {
    (void) state;
    static const char *const bad[] = {"",
                                      "25",
                                      "0000",
                                      "2025-",
                                      "2025-13",
                                      "2025-00",
                                      "2025-Q0",
                                      "2025-Q5",
                                      "2025-H3",
                                      "2025-W00",
                                      "2025-W54",
                                      "2021-W53",
                                      "2025-M1",
                                      "2025-q1",
                                      "2025-Q1x",
                                      "2025-02-29",
                                      "2025-1",
                                      "2025-01-",
                                      "2025 ",
                                      "-2025",
                                      "2025-10-32",
                                      "2025--10",
                                      "20250",
                                      "2025-T4",
                                      "2025-D000",
                                      "2025-D366",
                                      "202513",
                                      "202500",
                                      "20250230",
                                      "2025-02-01/P3M",
                                      "2025-01-28/P7D",
                                      "2025-01-15/P1M",
                                      "2025/P1Y",
                                      "2025-01-01/P",
                                      "2025-01-01/P1Y2",
                                      "2025-01-01/3M",
                                      "2025000201",
                                      "2025010101",
                                      "2025000013",
                                      "2025-01-01/P99999999999M",
                                      "Z",
                                      "2025-Q3+9:00"};
    Period period;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (period_parse(bad[i], &period)) fail_msg("'%s' was read", bad[i]);
}

static void leap_days_exist_in_leap_years_only(void **state) {
    (void) state;
    Date date;
    assert_true(date_parse("2024-02-29", &date));
    assert_true(date_parse("2000-02-29", &date));
    assert_false(date_parse("1900-02-29", &date));
    assert_false(date_parse("2023-02-29", &date));
    assert_false(date_parse("2023-04-31", &date));
    Period day;
    char text[16];
    assert_true(period_parse("2024-02-28", &day));
    assert_string_equal(period_format(period_shift(day, 2), text), "2024-03-01");
    assert_true(period_parse("2023-02-28", &day));
    assert_string_equal(period_format(period_shift(day, 1), text), "2023-03-01");
    assert_true(period_parse("1900-03-01", &day));
    assert_string_equal(period_format(period_shift(day, -1), text), "1900-02-28");
}

static void seconds_become_a_moment(void **state) {
    (void) state;
    static const char *const good[][2] = {{"0", "1970-01-01T00:00:00Z"},
                                          {"951827696", "2000-02-29T12:34:56Z"},
                                          {"1781943300", "2026-06-20T08:15:00Z"},
                                          {"253402300799", "9999-12-31T23:59:59Z"}};
    static const char *const bad[] = {"",   "-1",  "+1",           "1.5",
                                      " 1", "0x1", "253402300800", "9999999999999999"};
    char moment[MOMENT_TEXT];
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(moment_of_seconds(good[i][0], moment));
        assert_string_equal(moment, good[i][1]);
        assert_true(moment_is_good(moment));
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (moment_of_seconds(bad[i], moment)) fail_msg("'%s' was read", bad[i]);
    assert_false(moment_is_good("2026-06-20"));
    assert_false(moment_is_good("2026-06-20T08:15:00+"));
    assert_false(moment_is_good("2026-06-20T08:15:00ZZ"));
}

static void weeks_belong_to_the_year_of_their_thursday(void **state) {
    (void) state;
    Period last, first;
    assert_true(period_parse("2020-W53", &last));
    assert_true(period_parse("2021-W01", &first));
    assert_int_equal(period_shift(last, 1), first);
    assert_int_equal(period_year(last), 2020);
    assert_int_equal(period_index(last), 53);
    assert_int_equal(period_end_month(last) % 12 + 1,
                     12); /* its Thursday is 31 December */
    assert_int_equal(period_end_month(first) % 12 + 1, 1);
    assert_int_equal(period_year(period_shift(first, 52)), 2022);
}

static void fiscal_years_start_in_their_month(void **state) {
    (void) state;
    char text[PERIOD_TEXT];
    Period fiscal = period_fiscal_year(2025, 4);
    assert_int_equal(period_frequency(fiscal), FREQ_YEAR);
    assert_int_equal(period_start_month(fiscal), 4);
    assert_int_equal(period_year(fiscal), 2025);
    assert_int_equal(period_end_month(fiscal), 2026 * 12 + 2); /* March 2026 */
    assert_string_equal(period_format(period_shift(fiscal, -1), text),
                        "2024-04-01/P1Y");
    assert_true(fabs(period_start(fiscal) - 2025.25) < 1e-9);
    assert_int_equal(period_start_month(period_make(FREQ_QUARTER, 2025, 2)), 1);
}

/* SDMX REPORTING_YEAR_START_DAY: Japan's reporting years start on 1 April. */
static void reporting_periods_become_calendar_periods(void **state) {
    (void) state;
    static const struct {
        const char *reporting;
        int start;
        const char *calendar; /* "" when no period starts there */
    } cases[] = {{"2025-Q1", 4, "2025-Q2"},
                 {"2025-Q4", 4, "2026-Q1"},
                 {"2025-M01", 4, "2025-04"},
                 {"2025-M12", 4, "2026-03"},
                 {"2025", 4, "2025-04-01/P1Y"},
                 {"2025-S1", 7, "2025-S2"},
                 {"2025-S1", 4, ""},
                 {"2025-Q1", 2, ""},
                 {"2025-Q1", 1, "2025-Q1"},
                 {"2025-W05", 4, "2025-W05"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[PERIOD_TEXT] = "";
        Period reporting, calendar;
        assert_true(period_parse(cases[i].reporting, &reporting));
        calendar = period_of_reporting(reporting, cases[i].start);
        if (calendar) period_format(calendar, text);
        assert_string_equal(text, cases[i].calendar);
    }
}

static void periods_shift_across_years(void **state) {
    (void) state;
    static const struct {
        const char *from;
        int count;
        const char *to;
    } shifts[] = {{"2025-11", 3, "2026-02"},      {"2025-01", -1, "2024-12"},
                  {"2025-Q4", 1, "2026-Q1"},      {"2025-Q1", -5, "2023-Q4"},
                  {"2025-S2", 1, "2026-S1"},      {"2025", -10, "2015"},
                  {"2024-12-31", 1, "2025-01-01"}};
    for (size_t i = 0; i < sizeof shifts / sizeof *shifts; i++) {
        Period period;
        char text[16];
        assert_true(period_parse(shifts[i].from, &period));
        assert_string_equal(period_format(period_shift(period, shifts[i].count), text),
                            shifts[i].to);
    }
}

static void a_period_knows_its_parts(void **state) {
    (void) state;
    Period quarter = period_make(FREQ_QUARTER, 2025, 3);
    assert_int_equal(period_frequency(quarter), FREQ_QUARTER);
    assert_int_equal(period_year(quarter), 2025);
    assert_int_equal(period_index(quarter), 3);
    assert_int_equal(period_end_month(quarter) % 12 + 1, 9);
    assert_true(period_start(period_make(FREQ_MONTH, 2025, 7)) == 2025.5);
    assert_true(period_start(period_make(FREQ_DAY, 2025, 1)) < 2026);
    assert_int_equal(period_end_month(period_make(FREQ_YEAR, 2025, 7)) % 12 + 1, 12);
    assert_string_equal(frequency_code(FREQ_MONTH), "M");
    assert_string_equal(frequency_code(FREQ_NONE), "");
    assert_int_equal(frequency_per_year(FREQ_WEEK), 0);
}

static void a_month_sorts_before_its_days(void **state) {
    (void) state;
    Date year, month, day, next;
    date_parse("2025", &year), date_parse("2025-10", &month);
    date_parse("2025-10-01", &day), date_parse("2025-11", &next);
    assert_true(date_compare(year, month) < 0);
    assert_true(date_compare(month, day) < 0);
    assert_true(date_compare(day, next) < 0);
    assert_int_equal(date_compare(day, day), 0);
    char text[16];
    assert_string_equal(date_format((Date){0, 0, 0}, text), "");
    assert_string_equal(date_format(month, text), "2025-10");
}
