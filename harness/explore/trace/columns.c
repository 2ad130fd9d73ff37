#include "explore/trace/columns.h"
#include "explore/judge/blocks.h"
#include "explore/judge/stale.h"
#include "explore/judge/value.h"
#include "explore/trace/deed.h"
#include "explore/trace/layout.h"
#include "judge/memory.h"
#include "report/utf8.h"
#include "report/wrap.h"

#include <stdlib.h>
#include <string.h>

#define SIGN "\xe2\x9a\xa0"
#define ELLIPSIS "\xe2\x80\xa6"

enum { ROWS_MAX = 60, POINTER_MAX = 24 };

/* One step, in words. */
struct row {
    size_t number; /* from 1 */
    long thread;
    char *place;
    struct deed deed;
    char *remark; /* "⚠ stale at 3", "" */
    char *value;  /* of the finding's object after it; "": not known yet */
};

struct sheet {
    FILE *out;
    const struct explore_finding *finding;
    struct symbols *symbols;
    const struct columns_reader *reader;
    struct layout layout;
    struct row *rows;
    size_t count;
    uint64_t address, size; /* of the finding's object, 0: none */
    int at;                 /* where the line that is printed stands */
};

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

static const char *gap_of(const struct sheet *sheet)
{
    return sheet->reader->utf8 ? ELLIPSIS : "..";
}

/* In the reader's language. Takes over the words. */
static char *say(const struct sheet *sheet, char *words)
{
    if (!sheet->reader->say)
        return words;
    char *own = sheet->reader->say(words);
    free(words);
    return own;
}

/* What is to be said of values that were overwritten: "! stale at 3" of the
 * read that saw one, "! stale" of the write that goes by it. */
static char *remark(const struct sheet *sheet, size_t number)
{
    const struct triple *triple = &sheet->finding->triple;
    const char *sign = sheet->reader->utf8 ? SIGN : "!";
    size_t since = stale_since(sheet->finding->goal, number);
    bool lost = sheet->finding->has_triple && triple->lost_update && number == triple->second;
    if (!lost && !since)
        return memory_copy_text("");
    char *words =
        say(sheet, lost ? memory_copy_text("stale") : memory_print("stale at %zu", since));
    char *text = memory_print("%s %s", sign, words);
    free(words);
    return text;
}

/* A number is never so wide, what a pointer points to may be. */
static void cut_value(const struct sheet *sheet, char **value)
{
    char *cut = wrap_cut(*value, POINTER_MAX, gap_of(sheet));
    free(*value);
    *value = cut;
}

static void row_init(const struct sheet *sheet, struct row *row, size_t number)
{
    const struct exploration_goal *goal = sheet->finding->goal;
    const struct exploration_event *event = &goal->events[number];
    struct place place = conclusion_place(sheet->symbols, &event->frames);
    row->number = number + 1;
    row->thread = event->thread;
    row->place = memory_print("%s:%ld", place.file, place.line);
    deed_init(&row->deed, sheet->symbols, goal, event, !is_object(sheet, event));
    row->deed.op = say(sheet, row->deed.op);
    cut_value(sheet, &row->deed.before);
    cut_value(sheet, &row->deed.after);
    row->remark = remark(sheet, number);
}

static void row_release(struct row *row)
{
    free(row->place);
    deed_release(&row->deed);
    free(row->remark);
    free(row->value);
}

static char *value_after(const struct sheet *sheet, size_t number)
{
    const struct exploration_goal *goal = sheet->finding->goal;
    while (number < goal->event_count && !is_object(sheet, &goal->events[number]))
        number--; /* before the first it wraps around */
    if (!sheet->size || number >= goal->event_count)
        return memory_copy_text("");
    char *text =
        value_text(sheet->symbols, goal, sheet->address, sheet->size, goal->events[number].after);
    cut_value(sheet, &text);
    return text;
}

static void take_rows(struct sheet *sheet)
{
    size_t all = sheet->finding->goal->event_count, skip = all > ROWS_MAX ? all - ROWS_MAX : 0;
    sheet->rows = memory_resize(NULL, all - skip, sizeof *sheet->rows);
    for (; skip < all; skip++) {
        struct row *row = &sheet->rows[sheet->count++];
        row_init(sheet, row, skip);
        row->value = value_after(sheet, skip);
    }
}

static char *after_text(const struct row *row)
{
    return row->deed.after[0] ? memory_print("-> %s", row->deed.after) : memory_copy_text("");
}

/* The step without its place, in lines of that width. */
static void wrap_row(const struct sheet *sheet, const struct row *row, size_t width,
                     struct wrapped *wrapped)
{
    char *after = after_text(row);
    wrapped_init(wrapped, width, gap_of(sheet));
    wrapped_add(wrapped, row->deed.op);
    wrapped_add(wrapped, row->deed.object);
    wrapped_add(wrapped, row->deed.before);
    wrapped_add(wrapped, after);
    wrapped_add(wrapped, row->remark);
    free(after);
}

static char *whole_cell(const struct sheet *sheet, const struct row *row)
{
    struct wrapped wrapped;
    wrap_row(sheet, row, SIZE_MAX / 2, &wrapped);
    char *text = memory_print("%s  %s", row->place, wrapped.lines[0]);
    wrapped_release(&wrapped);
    return text;
}

static void widen(int *widest, const char *text)
{
    int columns = (int)utf8_columns(text);
    *widest = columns > *widest ? columns : *widest;
}

static void need_row(const struct sheet *sheet, const struct row *row, struct layout_need *need)
{
    char *cell = whole_cell(sheet, row), *after = after_text(row);
    widen(&need->place, row->place);
    widen(&need->widest, cell);
    widen(&need->word, row->deed.op);
    widen(&need->word, row->deed.before);
    widen(&need->word, after);
    widen(&need->value, row->value);
    free(cell);
    free(after);
}

static void lay_out(struct sheet *sheet, int room)
{
    long *steps = memory_resize(NULL, sheet->count, sizeof *steps);
    struct layout_need need = {.steps = steps, .count = sheet->count, .room = room};
    need.last = sheet->rows[sheet->count - 1].number;
    for (size_t i = 0; i < sheet->count; i++) {
        steps[i] = sheet->rows[i].thread;
        need_row(sheet, &sheet->rows[i], &need);
    }
    layout_init(&sheet->layout, &need);
    free(steps);
}

/* At that column of the line, which may be further left than where it stands only
 * when it is to end. */
static void put(struct sheet *sheet, int column, const char *text)
{
    if (!*text)
        return;
    int blanks = column > sheet->at ? column - sheet->at : 0;
    fprintf(sheet->out, "%*s%s", blanks, "", text);
    sheet->at += blanks + (int)utf8_columns(text);
}

static void end_line(struct sheet *sheet)
{
    fputc('\n', sheet->out);
    sheet->at = 0;
}

/* Where the last thread's name ends. */
static int put_names(struct sheet *sheet)
{
    const struct layout *layout = &sheet->layout;
    char name[8];
    for (size_t i = 0; i < layout->count; i++)
        put(sheet, layout_begin(layout, layout->threads[i]),
            conclusion_thread(layout->threads[i], name));
    return sheet->at;
}

/* A name that is wider than its column begins further left: there is nothing
 * but a thread's name beside it. */
static void print_head(struct sheet *sheet)
{
    const struct layout *layout = &sheet->layout;
    int from = put_names(sheet) + 1, begin = layout_value(layout) - 1;
    int end = begin + layout->value;
    if (layout->value) {
        char *object =
            blocks_short(sheet->symbols, sheet->finding->goal, sheet->address, sheet->size);
        char *cut = wrap_cut(object, (size_t)(end - from), gap_of(sheet));
        int left = end - (int)utf8_columns(cut);
        put(sheet, left < begin ? left : begin, cut);
        free(object);
        free(cut);
    }
    if (sheet->at)
        end_line(sheet);
}

static void put_lines(struct sheet *sheet, const struct row *row, int begin, int width)
{
    struct wrapped wrapped;
    wrap_row(sheet, row, (size_t)width, &wrapped);
    for (size_t i = 0; i < wrapped.count; i++) {
        if (i)
            end_line(sheet);
        put(sheet, begin, wrapped.lines[i]);
    }
    wrapped_release(&wrapped);
}

static void put_place(struct sheet *sheet, const struct row *row, int begin, int width)
{
    char *cut = wrap_cut(row->place, (size_t)width, gap_of(sheet));
    put(sheet, begin, cut);
    free(cut);
}

/* The place and what is done there; what does not fit beside it goes to the next line. */
static void put_cell(struct sheet *sheet, const struct row *row)
{
    int begin = layout_begin(&sheet->layout, row->thread);
    int room = layout_room(&sheet->layout, row->thread);
    char *whole = whole_cell(sheet, row);
    if (sheet->layout.kind == LAYOUT_PLACED) {
        put_place(sheet, row, sheet->layout.number, sheet->layout.place - 2);
        put_lines(sheet, row, begin, room - 1);
    } else if ((int)utf8_columns(whole) <= sheet->layout.width) {
        put(sheet, begin, whole);
    } else {
        put_place(sheet, row, begin, sheet->layout.width);
        end_line(sheet);
        put_lines(sheet, row, begin + 1, room - 1);
    }
    free(whole);
}

static void print_row(struct sheet *sheet, const struct row *row)
{
    const struct layout *layout = &sheet->layout;
    char name[8];
    fprintf(sheet->out, "%*zu", layout->number - 2, row->number);
    sheet->at = layout->number - 2;
    if (layout->kind == LAYOUT_LISTED)
        put(sheet, layout->number, conclusion_thread(row->thread, name));
    put_cell(sheet, row);
    if (layout->value)
        put(sheet, layout_value(layout), row->value);
    end_line(sheet);
}

void columns_print(FILE *out, const struct explore_finding *finding, struct symbols *symbols,
                   const struct columns_reader *reader)
{
    struct sheet sheet = {.out = out, .finding = finding, .symbols = symbols, .reader = reader};
    size_t all = finding->goal->event_count;
    if (!all)
        return;
    find_object(&sheet);
    take_rows(&sheet);
    lay_out(&sheet, reader->room);
    print_head(&sheet);
    if (all > sheet.count) {
        char *before = say(&sheet, memory_print("%zu steps before", all - sheet.count));
        fprintf(out, "     (%s)\n", before);
        free(before);
    }
    for (size_t i = 0; i < sheet.count; i++) {
        print_row(&sheet, &sheet.rows[i]);
        row_release(&sheet.rows[i]);
    }
    free(sheet.rows);
}
