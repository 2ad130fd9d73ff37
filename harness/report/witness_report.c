#include "report/witness_report.h"

#include <stdlib.h>

static void result_release(struct witness_result *result)
{
    free(result->reason);
    free(result->complaint);
    finding_list_release(&result->findings);
}

void witness_report_release(struct witness_report *report)
{
    for (size_t i = 0; i < report->count; i++) {
        for (size_t k = 0; k < report->rows[i].count; k++)
            result_release(&report->rows[i].results[k]);
    }
    free(report->rows);
    *report = (struct witness_report){0};
}

enum verdict witness_row_verdict(const struct witness_row *row)
{
    enum verdict verdict = row->count > 0 ? row->results[0].verdict : VERDICT_INCONCLUSIVE;
    for (size_t i = 1; i < row->count; i++)
        verdict = verdict_join(verdict, row->results[i].verdict);
    return verdict;
}

enum verdict witness_report_verdict(const struct witness_report *report)
{
    enum verdict verdict = report->partial ? VERDICT_INCONCLUSIVE : VERDICT_CLEAN;
    for (size_t i = 0; i < report->count; i++)
        verdict = verdict_join(verdict, witness_row_verdict(&report->rows[i]));
    return verdict;
}

bool witness_report_as_expected(const struct witness_report *report)
{
    for (size_t i = 0; i < report->count; i++) {
        const struct witness_row *row = &report->rows[i];
        for (size_t k = 0; k < row->count; k++) {
            if (row->results[k].complaint != NULL)
                return false;
        }
        if (row->count < report->tool_count)
            return false;
    }
    return !report->partial;
}
