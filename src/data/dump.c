/* The dataset as text, a line a record, for golden tests and for people. */
#include "base/decimal.h"
#include "data/data.h"

static void dump_series(const Dataset *dataset, const Series *series, Text *out) {
    char period[16], number[DECIMAL_TEXT];
    text_print(out, "series %s source=%s", series->id, series->source->id);
    for (int d = 0; d < DIM_COUNT; d++)
        if (series->dimensions[d])
            text_print(out, " %s=%s", DIMENSION_NAMES[d], series->dimensions[d]);
    text_print(out, " multiplier=%d confidence=%s\n", series->multiplier,
               CONFIDENCE_WORDS[series->confidence]);
    for (int i = 0; i < series->observation_count; i++) {
        int n = series->first_observation + i;
        Value value = dataset_value(dataset, n);
        text_print(out, "  %s %s %c\n", period_format(dataset->periods[n], period),
                   value.state == VALUE_NUMBER ? decimal_plain(value.number, number)
                                               : "missing",
                   dataset->statuses[n]);
    }
}

static void dump_statements(const Dataset *dataset, Text *out) {
    char date[16];
    for (int i = 0; i < dataset->statement_count; i++) {
        const Statement *s = dataset->statements[i];
        text_print(out, "statement %s %s %s %s%s%s commitment=%s motive=%s source=%s\n",
                   s->id, date_format(s->said, date), s->organisation,
                   s->speaker ? "speaker=" : "", s->speaker ? s->speaker : "",
                   s->speaker ? "" : "-", COMMITMENT_WORDS[s->commitment],
                   s->motive < 0 ? "-" : MOTIVE_WORDS[s->motive], s->source->id);
        for (int w = 0; w < s->word_count; w++)
            text_print(out, "  \"%s\"\n", s->words[w]);
    }
}

static void dump_measures(const Dataset *dataset, Text *out) {
    char number[DECIMAL_TEXT];
    for (int i = 0; i < dataset->measure_count; i++) {
        const Measure *measure = dataset->measures[i];
        text_print(out, "measure %s %s\n", measure->id, measure->title);
        for (int c = 0; c < CASE_COUNT; c++)
            if (measure->volumes[c].given)
                text_print(out, "  %s %s source=%s\n", CASE_WORDS[c],
                           decimal_plain(measure->volumes[c].value, number),
                           measure->volumes[c].source->id);
    }
}

void dataset_dump(const Dataset *dataset, Text *out) {
    char date[16];
    for (int i = 0; i < dataset->source_count; i++) {
        const Source *source = dataset->sources[i];
        text_print(out, "source %s %s %s: %s (%s)\n", source->id,
                   date_format(source->date, date), source->publisher, source->title,
                   CONFIDENCE_WORDS[source->confidence]);
    }
    for (int i = 0; i < dataset->series_count; i++)
        dump_series(dataset, &dataset->series[i], out);
    dump_statements(dataset, out);
    dump_measures(dataset, out);
    for (int i = 0; i < dataset->model_count; i++)
        text_print(out, "model %s %s %s\n", dataset->models[i]->id,
                   dataset->models[i]->maker, dataset->models[i]->name);
    for (int i = 0; i < dataset->barrier_count; i++)
        text_print(out, "barrier %s %s %s\n", dataset->barriers[i]->id,
                   BARRIER_KINDS[dataset->barriers[i]->kind],
                   BARRIER_STATUSES[dataset->barriers[i]->status]);
    for (int i = 0; i < dataset->event_count; i++)
        text_print(out, "event %s %s %s\n", dataset->events[i]->id,
                   date_format(dataset->events[i]->date, date),
                   dataset->events[i]->title);
}
