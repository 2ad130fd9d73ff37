#include "workshop/grade_report.h"
#include "judge/memory.h"
#include "report/utf8.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* One line for a person: what wrong fix it is, or why. */
static char *remark_of(const struct grade *grade)
{
    if (grade->recognised)
        return memory_print("as %s; %s", grade->recognised, grade->finding ? grade->finding : "");
    if (grade->finding)
        return memory_copy_text(grade->finding);
    const char *reason = grade->reason ? grade->reason : "";
    return memory_copy(reason, strcspn(reason, "\n"));
}

void grade_table(FILE *out, const struct grading *grading, const struct terminal *terminal)
{
    size_t width = 4, taken;
    for (size_t i = 0; i < grading->count; i++)
        if (strlen(grading->people[i].name) > width)
            width = strlen(grading->people[i].name);
    width = width > 32 ? 32 : width;
    taken = width + 34;
    for (size_t i = 0; i < grading->count; i++)
        for (size_t k = 0; k < grading->exercise_count; k++) {
            const struct grade *grade = &grading->people[i].grades[k];
            const char *color =
                grade->passed ? terminal_green(terminal)
                : grade->end != GRADE_JUDGED || strcmp(grade->verdict, "undecided") == 0
                    ? terminal_yellow(terminal)
                    : terminal_red(terminal);
            size_t room =
                (size_t)terminal->width > taken + 20 ? (size_t)terminal->width - taken : 20;
            char *whole = remark_of(grade), *remark = utf8_cut_end(whole, room);
            fprintf(out, "%-*.32s  %-18s %s%-10s%s %s\n", (int)width, grading->people[i].name,
                    grade->exercise->name, color, grade_word(grade), terminal_plain(terminal),
                    remark);
            free(whole);
            free(remark);
        }
}

static json_t *text_or_null(const char *text)
{
    return text ? json_string(text) : json_null();
}

static json_t *grade_to(const struct grade *grade)
{
    return json_pack("{s:s, s:s, s:b, s:o, s:o, s:o}", "exercise", grade->exercise->name, "verdict",
                     grade_word(grade), "passed", grade->passed, "reason",
                     text_or_null(grade->reason), "recognised", text_or_null(grade->recognised),
                     "finding", text_or_null(grade->finding));
}

int grade_json(FILE *out, const struct grading *grading)
{
    json_t *people = json_array();
    for (size_t i = 0; i < grading->count; i++) {
        json_t *grades = json_array();
        for (size_t k = 0; k < grading->exercise_count; k++)
            json_array_append_new(grades, grade_to(&grading->people[i].grades[k]));
        json_array_append_new(
            people, json_pack("{s:s, s:I, s:I, s:o}", "submission", grading->people[i].name,
                              "passed", (json_int_t)grading->people[i].passed, "of",
                              (json_int_t)grading->exercise_count, "grades", grades));
    }
    json_t *document = json_pack("{s:i, s:o}", "version", 1, "submissions", people);
    int failed = json_dumpf(document, out, JSON_INDENT(2));
    json_decref(document);
    return failed || fputc('\n', out) == EOF || fflush(out) != 0 ? -EIO : 0;
}

static void csv_field(FILE *out, const char *text, char end)
{
    fputc('"', out);
    for (; text && *text; text++) {
        if (*text == '"')
            fputc('"', out);
        fputc(*text == '\n' ? ' ' : *text, out);
    }
    fputc('"', out);
    if (end == '\n')
        fputc('\r', out);
    fputc(end, out);
}

void grade_csv(FILE *out, const struct grading *grading)
{
    fputs("submission,exercise,verdict,passed,recognised,finding,reason\r\n", out);
    for (size_t i = 0; i < grading->count; i++)
        for (size_t k = 0; k < grading->exercise_count; k++) {
            const struct grade *grade = &grading->people[i].grades[k];
            csv_field(out, grading->people[i].name, ',');
            csv_field(out, grade->exercise->name, ',');
            csv_field(out, grade_word(grade), ',');
            csv_field(out, grade->passed ? "yes" : "no", ',');
            csv_field(out, grade->recognised, ',');
            csv_field(out, grade->finding, ',');
            csv_field(out, grade->reason, '\n');
        }
}

static json_t *gradescope_test(const struct grade *grade)
{
    const char *explanation =
        grade->recognised ? exercise_text(grade->exercise, "wrong", grade->recognised) : NULL;
    char *output = memory_print("%s%s%s%s%s%s%s", grade_word(grade), grade->reason ? ": " : "",
                                grade->reason ? grade->reason : "", grade->finding ? "\n" : "",
                                grade->finding ? grade->finding : "", explanation ? "\n" : "",
                                explanation ? explanation : "");
    json_t *test = json_pack("{s:s, s:i, s:i, s:s, s:s}", "name", grade->exercise->name, "score",
                             grade->passed ? 1 : 0, "max_score", 1, "status",
                             grade->passed ? "passed" : "failed", "output", output);
    free(output);
    return test;
}

int grade_gradescope(FILE *out, const struct grading *grading)
{
    const struct graded *person = &grading->people[0];
    json_t *tests = json_array();
    for (size_t k = 0; k < grading->exercise_count; k++)
        json_array_append_new(tests, gradescope_test(&person->grades[k]));
    json_t *document = json_pack("{s:I, s:o}", "score", (json_int_t)person->passed, "tests", tests);
    int failed = json_dumpf(document, out, JSON_INDENT(2));
    json_decref(document);
    return failed || fputc('\n', out) == EOF ? -EIO : 0;
}
