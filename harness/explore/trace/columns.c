#include "explore/trace/columns.h"
#include "explore/trace/deed.h"
#include "explore/judge/blocks.h"
#include "explore/judge/stale.h"
#include "judge/memory.h"

#include <stdlib.h>
#include <string.h>

#define SIGN "\xe2\x9a\xa0"

enum { WIDTH = 100, NUMBER_WIDTH = 5, VALUE_WIDTH = 12, COLUMNS_MAX = 3, ROWS_MAX = 60 };

struct sheet {
    FILE *out;
    const struct explore_finding *finding;
    struct symbols *symbols;
    bool utf8;
    long threads[COLUMNS_MAX];
    size_t count;           /* columns; 0: one line per step */
    int room;               /* columns of the screen */
    int width;              /* of a column */
    uint64_t address, size; /* of the finding's object, 0: none */
};

static void note_thread(struct sheet *sheet, long thread, bool *too_many)
{
    for (size_t i = 0; i < sheet->count; i++)
        if (sheet->threads[i] == thread)
            return;
    if (sheet->count == COLUMNS_MAX)
        *too_many = true;
    else
        sheet->threads[sheet->count++] = thread;
}

static int by_number(const void *x, const void *y)
{
    long a = *(const long *)x, b = *(const long *)y;
    return (a > b) - (a < b);
}

static void lay_out(struct sheet *sheet)
{
    const struct exploration_goal *goal = sheet->finding->goal;
    bool too_many = false;
    for (size_t i = 0; i < goal->event_count; i++)
        note_thread(sheet, goal->events[i].thread, &too_many);
    if (too_many)
        sheet->count = 0;
    if (sheet->count)
        qsort(sheet->threads, sheet->count, sizeof *sheet->threads, by_number);
    int columns = sheet->count ? (int)sheet->count : 1;
    sheet->width = (sheet->room - NUMBER_WIDTH - VALUE_WIDTH) / columns;
    if (sheet->width > 41)
        sheet->width = 41;
}

static void find_object(struct sheet *sheet)
{
    const struct exploration_goal *goal = sheet->finding->goal;
    const struct exploration_event *event = NULL;
    if (sheet->finding->has_triple)
        event = &goal->events[sheet->finding->triple.first];
    else if (goal->kind == EXPLORATION_RACE && goal->event_count)
        event = &goal->events[goal->event_count - 1];
    if (event && event->size && event->size <= 8) {
        sheet->address = event->address;
        sheet->size = event->size;
    }
}

static bool is_object(const struct sheet *sheet, const struct exploration_event *event)
{
    return sheet->size && event->address == sheet->address;
}

static char *deed(const struct sheet *sheet, const struct exploration_event *event)
{
    return deed_text(sheet->symbols, sheet->finding->goal, event, !is_object(sheet, event));
}

/* What is to be said of values that were overwritten: " ! stale at 3" of the
 * read that saw one, " ! stale" of the write that goes by it. */
static char *remark(const struct sheet *sheet, size_t number)
{
    const struct triple *triple = &sheet->finding->triple;
    const char *sign = sheet->utf8 ? SIGN : "!";
    size_t since = stale_since(sheet->finding->goal, number);
    if (sheet->finding->has_triple && triple->lost_update && number == triple->second)
        return memory_print(" %s stale", sign);
    return since ? memory_print(" %s stale at %zu", sign, since) : memory_copy_text("");
}

static char *cell(const struct sheet *sheet, size_t number)
{
    const struct exploration_event *event = &sheet->finding->goal->events[number];
    struct place place = conclusion_place(sheet->symbols, &event->frames);
    char *what = deed(sheet, event), *more = remark(sheet, number);
    char *text = memory_print("%s:%ld  %s%s", place.file, place.line, what, more);
    free(what);
    free(more);
    return text;
}

/* A name that is wider than its column begins further left: there is nothing
 * but a thread's name beside it. */
static void print_head(const struct sheet *sheet)
{
    char name[8];
    char *object = sheet->size ? blocks_short(sheet->symbols, sheet->finding->goal, sheet->address,
                                              sheet->size)
                               : memory_copy_text("");
    int wider = (int)strlen(object) - VALUE_WIDTH;
    fprintf(sheet->out, "%*s", NUMBER_WIDTH, "");
    for (size_t i = 0; i < sheet->count; i++) {
        bool last = i + 1 == sheet->count;
        int width = last && wider > 0 ? sheet->width - wider - 1 : sheet->width;
        fprintf(sheet->out, "%-*s",
                last && !sheet->size ? 0
                : width > 6          ? width
                                     : 6,
                conclusion_thread(sheet->threads[i], name));
    }
    fprintf(sheet->out, "%s%s\n", sheet->size && wider >= 0 ? " " : "", object);
    free(object);
}

static void print_value(const struct sheet *sheet, uint64_t value)
{
    if (sheet->size)
        fprintf(sheet->out, " %lld", conclusion_value(value, sheet->size));
    fputc('\n', sheet->out);
}

/* One line of the thread's column. */
static void print_cell(const struct sheet *sheet, long thread, const char *text)
{
    bool wide = strstr(text, SIGN) != NULL; /* three bytes, one column */
    for (size_t i = 0; i < sheet->count; i++) {
        bool own = sheet->threads[i] == thread;
        bool last = i + 1 == sheet->count && !sheet->size;
        fprintf(sheet->out, "%-*s", last ? 0 : sheet->width + (own && wide ? 2 : 0),
                own ? text : "");
    }
}

/* What does not fit beside its place goes to the next line. */
static void break_cell(const struct sheet *sheet, long thread, char *text)
{
    char *rest = strstr(text, "  ");
    int length = (int)strlen(text) - (strstr(text, SIGN) ? 2 : 0);
    if (!sheet->count || length <= sheet->width || !rest)
        return;
    *rest = '\0';
    print_cell(sheet, thread, text);
    fprintf(sheet->out, "\n%*s", NUMBER_WIDTH, "");
    memmove(text, rest + 1, strlen(rest + 1) + 1);
}

static void print_row(const struct sheet *sheet, size_t number, uint64_t value)
{
    const struct exploration_event *event = &sheet->finding->goal->events[number];
    char *text = cell(sheet, number), name[8];
    fprintf(sheet->out, "%3zu  ", number + 1);
    if (!sheet->count)
        fprintf(sheet->out, "%-6s%-*s", conclusion_thread(event->thread, name), 60, text);
    break_cell(sheet, event->thread, text);
    print_cell(sheet, event->thread, text);
    print_value(sheet, value);
    free(text);
}

void columns_print(FILE *out, const struct explore_finding *finding, struct symbols *symbols,
                   bool utf8)
{
    columns_print_within(out, finding, symbols, utf8, WIDTH);
}

void columns_print_within(FILE *out, const struct explore_finding *finding, struct symbols *symbols,
                          bool utf8, int room)
{
    struct sheet sheet = {
        .out = out, .finding = finding, .symbols = symbols, .utf8 = utf8, .room = room};
    const struct exploration_goal *goal = finding->goal;
    uint64_t value = 0;
    bool known = false;
    lay_out(&sheet);
    find_object(&sheet);
    if (!goal->event_count)
        return;
    print_head(&sheet);
    size_t skip = goal->event_count > ROWS_MAX ? goal->event_count - ROWS_MAX : 0;
    if (skip)
        fprintf(out, "     (%zu steps before)\n", skip);
    for (size_t i = 0; i < goal->event_count; i++) {
        if (is_object(&sheet, &goal->events[i])) {
            value = goal->events[i].after;
            known = true;
        }
        if (i < skip)
            continue;
        struct sheet row = sheet;
        row.size = known ? sheet.size : 0;
        print_row(&row, i, value);
    }
}
