#include <jansson.h>

#include "report/findings_json.h"
#include "report/witness_report.h"

static const char *expected_word(const struct variant *variant)
{
    return variant->fixed ? "fixed" : "broken";
}

static json_t *result_json(const struct witness_report *report, const struct witness_row *row,
                           size_t at)
{
    const struct witness_result *result = &row->results[at];
    return json_pack("{ss ss sb so so sI sI sf}", "tool", report->tools[at], "verdict",
                     verdict_name(result->verdict), "as_expected", result->complaint == NULL,
                     "reason", json_of_text(result->reason), "complaint",
                     json_of_text(result->complaint), "runs", (json_int_t)result->runs, "caught",
                     (json_int_t)result->caught, "seconds", result->seconds);
}

/* Each finding says which tool it comes from. */
static void add_findings(json_t *array, const struct witness_report *report,
                         const struct witness_row *row, size_t at)
{
    json_t *found = findings_json(&row->results[at].findings), *finding;
    size_t index;
    json_array_foreach(found, index, finding)
        json_object_set_new(finding, "tool", json_string(report->tools[at]));
    json_array_extend(array, found);
    json_decref(found);
}

static json_t *row_json(const struct witness_report *report, const struct witness_row *row)
{
    json_t *results = json_array(), *findings = json_array();
    for (size_t i = 0; i < row->count; i++) {
        json_array_append_new(results, result_json(report, row, i));
        add_findings(findings, report, row, i);
    }
    return json_pack("{ss ss ss sb ss so so}", "name", row->variant->name, "expected",
                     expected_word(row->variant), "expected_finding",
                     finding_kind_name(row->expected), "may_miss", row->may_miss, "verdict",
                     verdict_name(witness_row_verdict(row)), "results", results, "findings",
                     findings);
}

static json_t *number_or_null(long number)
{
    return number > 0 ? json_integer(number) : json_null();
}

int witness_json(FILE *out, const struct witness_report *report)
{
    json_t *variants = json_array();
    for (size_t i = 0; i < report->count; i++) {
        if (report->rows[i].count > 0)
            json_array_append_new(variants, row_json(report, &report->rows[i]));
    }
    json_t *document =
        json_pack("{si ss ss so so so sb ss so}", "version", 1, "witness", report->witness, "lab",
                  report->lab, "threads", number_or_null(report->threads), "increments",
                  number_or_null(report->increments), "warning", json_of_text(report->warning),
                  "partial", report->partial, "verdict",
                  verdict_name(witness_report_verdict(report)), "variants", variants);
    int failed = document == NULL ? -1 : json_dumpf(document, out, JSON_INDENT(2));
    fputc('\n', out);
    json_decref(document);
    return failed;
}
