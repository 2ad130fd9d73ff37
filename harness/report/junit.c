#include "report/junit.h"
#include "report/findings_text.h"
#include "report/merged.h"
#include "report/utf8.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Control characters are not allowed in XML 1.0 at all. */
static void print_escaped(FILE *out, const char *text)
{
    char *clean = utf8_clean(text, strlen(text));
    for (const char *at = clean; *at; at++) {
        switch (*at) {
        case '&':
            fputs("&amp;", out);
            break;
        case '<':
            fputs("&lt;", out);
            break;
        case '>':
            fputs("&gt;", out);
            break;
        case '"':
            fputs("&quot;", out);
            break;
        default:
            fputc((unsigned char)*at >= ' ' || *at == '\n' || *at == '\t' ? *at : '?', out);
        }
    }
    free(clean);
}

static bool has_failed(const struct testimony *testimony)
{
    return testimony->verdict == VERDICT_CAUGHT && !testimony->known;
}

static bool was_skipped(const struct testimony *testimony)
{
    return testimony->verdict != VERDICT_CAUGHT && testimony->verdict != VERDICT_CLEAN &&
           testimony->verdict != VERDICT_PROVED;
}

/* What the findings are, without colour, and the interleaving as lines. */
static void print_findings(FILE *out, const struct testimony *testimony)
{
    char *text = NULL;
    size_t size = 0;
    const struct findings_style style = {.columns = 100};
    FILE *memory = open_memstream(&text, &size);
    if (!memory)
        return;
    findings_text(memory, &testimony->findings, &style);
    for (size_t i = 0; i < testimony->findings.count; i++) {
        const struct finding *finding = &testimony->findings.items[i];
        for (size_t j = 0; j < finding->step_count; j++)
            fprintf(memory, "%s%3zu  %s  %s:%ld  %s\n", j ? "" : "steps\n", j + 1,
                    finding->steps[j].thread_name,
                    finding->steps[j].place.file ? finding->steps[j].place.file : "?",
                    finding->steps[j].place.line, finding->steps[j].text);
    }
    fclose(memory);
    print_escaped(out, text);
    free(text);
}

static void print_case(FILE *out, const struct judged *judged, const struct testimony *testimony)
{
    const char *evidence = testimony->evidence ? testimony->evidence : "";
    fputs("    <testcase classname=\"", out);
    print_escaped(out, judged->name);
    fprintf(out, "\" name=\"%s\" time=\"%.3f\"", witness_name(testimony->witness),
            testimony->seconds);
    if (has_failed(testimony)) {
        fputs(">\n      <failure type=\"", out);
        print_escaped(out, testimony->findings.count
                               ? finding_kind_name(testimony->findings.items[0].kind)
                               : "caught");
        fputs("\" message=\"", out);
        print_escaped(out, evidence);
        fputs("\">", out);
        print_findings(out, testimony);
        fputs("</failure>\n    </testcase>\n", out);
    } else if (was_skipped(testimony)) {
        fprintf(out, ">\n      <skipped message=\"%s: ", verdict_name(testimony->verdict));
        print_escaped(out, evidence);
        fputs("\"/>\n    </testcase>\n", out);
    } else {
        fputs("/>\n", out);
    }
}

static void print_suite(FILE *out, const struct judged *judged)
{
    size_t failures = 0, skipped = 0;
    for (size_t i = 0; i < judged->count; i++) {
        failures += has_failed(&judged->testimonies[i]);
        skipped += was_skipped(&judged->testimonies[i]);
    }
    fputs("  <testsuite name=\"", out);
    print_escaped(out, judged->name);
    fprintf(out, "\" tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"%zu\" time=\"%.3f\">\n",
            judged->count, failures, skipped, judged->seconds);
    for (size_t i = 0; i < judged->count; i++)
        print_case(out, judged, &judged->testimonies[i]);
    fputs("  </testsuite>\n", out);
}

int junit_write(FILE *out, const struct judged_list *list)
{
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"racelab\">\n", out);
    for (size_t i = 0; i < list->count; i++)
        print_suite(out, list->items[i]);
    fputs("</testsuites>\n", out);
    return ferror(out) ? -EIO : 0;
}
