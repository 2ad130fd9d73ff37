#include "report/annotations.h"
#include "report/merged.h"

#include <stdlib.h>
#include <string.h>

/* The functions below get each finding that counts. */
typedef void printer(FILE *out, const struct judged *judged, const struct weighed *weighed);

static void for_each(FILE *out, const struct judged_list *list, printer *print)
{
    for (size_t i = 0; i < list->count; i++) {
        struct merged merged;
        merged_init(&merged, list->items[i]);
        for (size_t j = 0; j < merged.count; j++)
            if (!merged.items[j].finding->accepted)
                print(out, list->items[i], &merged.items[j]);
        merged_release(&merged);
    }
}

static void print_note(FILE *out, const struct finding_frame *frame, const char *what,
                       const char *thread)
{
    if (!frame || !frame->file || frame->line <= 0)
        return;
    char *path = merged_path(frame->file);
    fprintf(out, "%s:%ld: note: %s%s%s\n", path, frame->line, thread ? thread : "",
            thread ? ": " : "", what);
    free(path);
}

static void print_gcc(FILE *out, const struct judged *judged, const struct weighed *weighed)
{
    char rule[64];
    long line;
    char *path, *message = merged_message(weighed->finding);
    const struct finding *finding = weighed->finding;
    merged_place(judged, finding, &path, &line);
    fprintf(out, "%s:%ld: %s: %s [%s, %s]\n", path, line,
            merged_is_warning(finding->kind) ? "warning" : "error", message,
            merged_rule(finding->kind, rule, sizeof rule),
            witness_name(weighed->testimony->witness));
    for (size_t i = 1; finding->step_count == 0 && i < finding->access_count; i++)
        print_note(out, finding_stack_place(&finding->accesses[i].stack),
                   finding_op_name(finding->accesses[i].op), finding->accesses[i].thread_name);
    for (size_t i = 0; i < finding->step_count; i++)
        print_note(out, &finding->steps[i].place, finding->steps[i].text,
                   finding->steps[i].thread_name);
    free(message);
    free(path);
}

void annotations_gcc(FILE *out, const struct judged_list *list)
{
    for_each(out, list, print_gcc);
}

/* What the runner would take for its own: the escapes of its toolkit. */
static void print_escaped(FILE *out, const char *text, const char *special)
{
    for (; *text; text++) {
        if (strchr(special, *text))
            fprintf(out, "%%%02X", (unsigned char)*text);
        else
            fputc(*text, out);
    }
}

static void print_github(FILE *out, const struct judged *judged, const struct weighed *weighed)
{
    long line;
    char *path, *message = merged_message(weighed->finding);
    const struct finding *finding = weighed->finding;
    merged_place(judged, finding, &path, &line);
    fprintf(out, "::%s file=", merged_is_warning(finding->kind) ? "warning" : "error");
    print_escaped(out, path, "%\r\n:,");
    fprintf(out, ",line=%ld,title=", line);
    print_escaped(out, finding_kind_name(finding->kind), "%\r\n:,");
    fputs("::", out);
    print_escaped(out, message, "%\r\n");
    fputc('\n', out);
    free(message);
    free(path);
}

void annotations_github(FILE *out, const struct judged_list *list)
{
    for_each(out, list, print_github);
}
