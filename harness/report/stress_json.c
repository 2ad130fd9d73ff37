#include "report/stress_report.h"
#include "report/utf8.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { DOCUMENT_VERSION = 1 };

static json_t *machine_json(const struct machine *machine)
{
    return json_pack("{sI sf sI ss ss ss}", "cores", (json_int_t)machine->cores, "load",
                     machine->load, "memory_bytes", (json_int_t)machine->memory, "processor",
                     machine->processor, "kernel", machine->kernel, "architecture",
                     machine->architecture);
}

static json_t *bins_json(const struct stress_run *run)
{
    json_t *bins = json_array();
    for (int i = 0; i < RUN_BINS; i++)
        json_array_append_new(bins, json_integer((json_int_t)run->bins[i]));
    return bins;
}

/* By the lab's own words; only where it has any. */
static void add_outcomes(json_t *object, const struct stress_run *run)
{
    if (run->outcome_count == 0)
        return;
    json_t *outcomes = json_array();
    for (size_t i = 0; i < run->outcome_count; i++) {
        char *label = utf8_clean(run->outcomes[i].label, strlen(run->outcomes[i].label));
        json_array_append_new(outcomes, json_pack("{ss sI}", "label", label, "trials",
                                                  (json_int_t)run->outcomes[i].trials));
        free(label);
    }
    json_object_set_new(object, "outcomes", outcomes);
}

/* What is there only where something went wrong. */
static void add_troubles(json_t *object, const struct stress_run *run)
{
    if (run->refusal.thread > 0)
        json_object_set_new(object, "refused",
                            json_pack("{sI ss}", "thread", (json_int_t)run->refusal.thread, "error",
                                      strerror(run->refusal.error)));
    if (run->done > 0)
        json_object_set_new(object, "done", json_integer(run->done));
    if (run->crash_signal != 0)
        json_object_set_new(object, "crash_signal", json_string(strsignal(run->crash_signal)));
    if (run->exit_code != 0)
        json_object_set_new(object, "exit_code", json_integer(run->exit_code));
    if (run->stacks)
        json_object_set_new(object, "stacks", json_string(run->stacks));
}

/* By name; only for a variant that measures something. */
static void add_measures(json_t *object, const struct variant *variant,
                         const struct stress_run *run)
{
    if (variant->measure_count == 0)
        return;
    json_t *measures = json_object();
    for (size_t i = 0; i < variant->measure_count; i++)
        json_object_set_new(
            measures, variant->measures[i].name,
            json_pack("{ss sf}", "unit", variant->measures[i].unit, "mean", run->measures[i]));
    json_object_set_new(object, "measures", measures);
}

static json_t *run_json(const struct variant *variant, const struct stress_run *run)
{
    json_t *object = json_pack(
        "{sI sI sI sI sI sI s{sI sI sI} sI sf s{sf sf} so sf s{sI sI} sb ss}", "threads",
        (json_int_t)run->threads, "increments", (json_int_t)run->increments, "trials",
        (json_int_t)run->trials, "wrong", (json_int_t)run->wrong, "hung", (json_int_t)run->hung,
        "crashed", (json_int_t)run->crashed, "lost", "min", (json_int_t)run->lost.min, "median",
        (json_int_t)run->lost.median, "max", (json_int_t)run->lost.max, "expected",
        (json_int_t)run->expected, "ns_per_increment", run->ns_per_increment, "interval", "low",
        run->interval.low, "high", run->interval.high, "histogram", bins_json(run), "seconds",
        run->seconds, "canary", "trials", (json_int_t)run->canary_trials, "wrong",
        (json_int_t)run->canary_wrong, "partial", run->interrupted, "verdict",
        verdict_name(run->verdict));
    if (object) {
        add_measures(object, variant, run);
        add_outcomes(object, run);
        add_troubles(object, run);
    }
    return object;
}

static json_t *series_json(const struct stress_series *series)
{
    const struct variant *variant = series->variant;
    json_t *runs = json_array();
    for (size_t i = 0; i < series->count; i++)
        json_array_append_new(runs, run_json(variant, &series->runs[i]));
    json_t *object = json_pack("{ss ss ss so ss}", "name", variant->name, "expected",
                               variant->fixed ? "fixed" : "broken", "title", variant->title, "runs",
                               runs, "verdict", verdict_name(stress_series_verdict(series)));
    if (object && variant->switched_by[0])
        json_object_set_new(object, "switched_by", json_string(variant->switched_by));
    return object;
}

int stress_report_json(const struct stress_report *report, FILE *out)
{
    json_t *variants = json_array();
    for (size_t i = 0; i < report->count; i++)
        json_array_append_new(variants, series_json(&report->series[i]));
    json_t *document = json_pack("{ss si ss sb so so}", "document", "racelab run", "version",
                                 DOCUMENT_VERSION, "lab", report->lab, "partial", report->partial,
                                 "machine", machine_json(&report->machine), "variants", variants);
    if (!document)
        return -ENOMEM;
    int failed = json_dumpf(document, out, JSON_INDENT(2) | JSON_REAL_PRECISION(6));
    json_decref(document);
    return failed != 0 || fputc('\n', out) == EOF ? -EIO : 0;
}
