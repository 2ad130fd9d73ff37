#include "report/stress_report.h"

#include <errno.h>
#include <stdlib.h>

int stress_report_init(struct stress_report *report, const struct selection *selection,
                       size_t runs_max)
{
    *report = (struct stress_report){.lab = selection->variants[0]->lab};
    machine_init(&report->machine);
    report->series = calloc(selection->count, sizeof *report->series);
    if (!report->series)
        return -ENOMEM;
    report->count = selection->count;
    for (size_t i = 0; i < report->count; i++) {
        struct stress_series *series = &report->series[i];
        series->variant = selection->variants[i];
        series->runs = calloc(runs_max, sizeof *series->runs);
        if (!series->runs) {
            stress_report_release(report);
            return -ENOMEM;
        }
    }
    return 0;
}

void stress_report_release(struct stress_report *report)
{
    for (size_t i = 0; i < report->count; i++) {
        struct stress_series *series = &report->series[i];
        for (size_t j = 0; j < series->count; j++)
            stress_run_release(&series->runs[j]);
        free(series->runs);
    }
    free(report->series);
    *report = (struct stress_report){0};
}

enum verdict stress_series_verdict(const struct stress_series *series)
{
    if (series->count == 0)
        return VERDICT_INCONCLUSIVE;
    enum verdict verdict = series->runs[0].verdict;
    for (size_t i = 1; i < series->count; i++)
        verdict = verdict_join(verdict, series->runs[i].verdict);
    return verdict;
}

int stress_report_exit_code(const struct stress_report *report)
{
    int code = report->partial ? verdict_exit_code(VERDICT_INCONCLUSIVE) : 0;
    for (size_t i = 0; i < report->count; i++) {
        int one = verdict_exit_code(stress_series_verdict(&report->series[i]));
        if (report->series[i].count == 0)
            continue;
        if (one == verdict_exit_code(VERDICT_CAUGHT))
            return one;
        code = one > code ? one : code;
    }
    return code;
}
