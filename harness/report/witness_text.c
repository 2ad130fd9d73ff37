#include <stdlib.h>
#include <string.h>

#include "judge/memory.h"
#include "report/findings_text.h"
#include "report/number.h"
#include "report/source_lines.h"
#include "report/witness_report.h"

enum { NAME_WIDTH = 18, CELL_WIDTH = 24 };

static void print_size(FILE *out, const struct witness_report *report)
{
    char threads[NUMBER_MAX], increments[NUMBER_MAX];
    if (report->threads > 0)
        fprintf(out, "; %s threads", number_count(report->threads, threads, sizeof threads));
    if (report->increments > 0)
        fprintf(out, "; %s increments",
                number_count(report->increments, increments, sizeof increments));
}

void witness_text_head(FILE *out, const struct witness_report *report,
                       const struct terminal *terminal)
{
    fprintf(out, "%s%s%s: what %s reports", terminal_bold(terminal), report->lab,
            terminal_plain(terminal), report->witness);
    print_size(out, report);
    fputc('\n', out);
    if (report->warning != NULL)
        fprintf(out, "%swarning: %s%s\n", terminal_yellow(terminal), report->warning,
                terminal_plain(terminal));
    fprintf(out, "%s%-*s", terminal_dim(terminal), NAME_WIDTH, "variant");
    for (size_t i = 0; i < report->tool_count; i++)
        fprintf(out, " %-*s", CELL_WIDTH, report->tools[i]);
    fprintf(out, " %s%s\n", "expected", terminal_plain(terminal));
}

/* "data race", "data race, 3 of 5 runs", "clean" */
static void cell_text(const struct witness_result *result, char *text, size_t size)
{
    const char *word = verdict_name(result->verdict);
    if (result->verdict == VERDICT_CAUGHT && result->findings.count > 0)
        word = finding_kind_name(result->findings.items[0].kind);
    if (result->runs > 1 && result->caught > 0)
        snprintf(text, size, "%s, %ld of %ld", word, result->caught, result->runs);
    else
        snprintf(text, size, "%s", word);
}

static const char *cell_colour(const struct witness_result *result, const struct terminal *terminal)
{
    switch (result->verdict) {
    case VERDICT_CAUGHT:
        return terminal_red(terminal);
    case VERDICT_CLEAN:
    case VERDICT_PROVED:
        return terminal_green(terminal);
    default:
        return terminal_yellow(terminal);
    }
}

static bool row_as_expected(const struct witness_row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        if (row->results[i].complaint != NULL)
            return false;
    }
    return true;
}

void witness_text_row(FILE *out, const struct witness_report *report, const struct witness_row *row,
                      const struct terminal *terminal)
{
    fprintf(out, "%-*s", NAME_WIDTH, row->variant->name);
    for (size_t i = 0; i < report->tool_count; i++) {
        char text[CELL_WIDTH * 2] = "-";
        if (i < row->count)
            cell_text(&row->results[i], text, sizeof text);
        fprintf(out, " %s%-*s%s", i < row->count ? cell_colour(&row->results[i], terminal) : "",
                CELL_WIDTH, text, terminal_plain(terminal));
    }
    fprintf(out, " %s%s%s\n", finding_kind_name(row->expected),
            row->may_miss ? " or nothing" : "", row_as_expected(row) ? ", yes" : ", NO");
}

/* "/src/labs/counter/mutex.c" -> "/src/" */
static char *base_of(const struct variant *variant)
{
    const char *end = variant->source + strlen(variant->source);
    for (int slashes = 0; end > variant->source && slashes < 3;)
        slashes += *--end == '/';
    return *end == '/' ? memory_copy(variant->source, (size_t)(end - variant->source) + 1)
                       : memory_copy("", 0);
}

static bool worth_telling(const struct witness_result *result)
{
    return result->findings.count > 0 || result->reason != NULL || result->complaint != NULL;
}

static void print_result(FILE *out, const struct witness_report *report,
                         const struct witness_row *row, size_t at, const struct terminal *terminal)
{
    const struct witness_result *result = &row->results[at];
    if (!worth_telling(result))
        return;
    char *base = base_of(row->variant), *harness = memory_print("%sharness/", base);
    const struct findings_style style = {.columns = terminal->width,
                                         .colour = terminal->color,
                                         .base = base,
                                         .aside = harness,
                                         .line_of = source_line};
    fprintf(out, "\n%s%s, %s%s\n", terminal_bold(terminal), row->variant->name, report->tools[at],
            terminal_plain(terminal));
    if (result->reason != NULL)
        fprintf(out, "%s: %s\n", verdict_name(result->verdict), result->reason);
    if (result->complaint != NULL)
        fprintf(out, "not as expected: %s\n", result->complaint);
    findings_text(out, &result->findings, &style);
    free(harness);
    free(base);
}

void witness_text_foot(FILE *out, const struct witness_report *report,
                       const struct terminal *terminal)
{
    for (size_t i = 0; i < report->count; i++) {
        for (size_t k = 0; k < report->rows[i].count; k++)
            print_result(out, report, &report->rows[i], k, terminal);
    }
}
