#include "sanitize/tsan_frame.h"

#include <string.h>

/* Cuts the last ` (...)` off, the module and build id that follow the place. */
static bool cut_last_parenthesis(struct slice *text)
{
    if (text->size == 0 || text->at[text->size - 1] != ')')
        return false;
    for (size_t at = text->size - 1; at > 0; at--) {
        if (text->at[at] == '(' && text->at[at - 1] == ' ') {
            text->size = at - 1;
            return true;
        }
    }
    return false;
}

static void cut_module(struct slice *text)
{
    struct slice last = *text;
    while (cut_last_parenthesis(&last)) {
        struct slice cut = slice_of(last.at + last.size, text->size - last.size);
        if (!slice_contains(cut, "BuildId: ") && !slice_contains(cut, "+0x"))
            return;
        *text = last;
    }
}

/* Cuts a `:number` off the end; 0 where there is none. */
static long cut_number(struct slice *text)
{
    size_t at = text->size;
    while (at > 0 && text->at[at - 1] >= '0' && text->at[at - 1] <= '9')
        at--;
    long number = 0;
    struct slice digits = slice_of(text->at + at, text->size - at);
    if (at < 2 || text->at[at - 1] != ':' || !slice_take_number(&digits, &number))
        return 0;
    text->size = at - 1;
    return number;
}

/* Where the file begins in `function file`. Both may hold spaces: a C++
 * function its arguments, a path its folders. A path from the root or from a
 * dot is told by its first slash, any other path by the last space. */
static size_t file_begins(struct slice text)
{
    static const char *const starts[] = {" /", " ../", " ./", " <null>"};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        struct slice rest = text, before;
        if (slice_skip_past(&rest, starts[i], &before))
            return before.size + 1;
    }
    const char *space = text.size > 0 ? memrchr(text.at, ' ', text.size) : NULL;
    return space == NULL ? text.size : (size_t)(space - text.at) + 1;
}

static char *known_text(struct slice text)
{
    bool unknown = slice_starts(text, "<null>") || slice_starts(text, "??");
    return unknown ? NULL : slice_copy(text);
}

static void read_place(struct slice place, struct finding_frame *frame)
{
    long last = cut_number(&place);
    long before = cut_number(&place);
    frame->line = before > 0 ? before : last;
    frame->column = before > 0 ? last : 0;
    frame->file = known_text(place);
}

bool tsan_frame_read(struct slice line, struct finding_stack *stack)
{
    long number;
    while (slice_skip(&line, " "))
        ;
    if (!slice_skip(&line, "#") || !slice_take_number(&line, &number) || !slice_skip(&line, " "))
        return false;
    cut_module(&line);
    struct finding_frame *frame = finding_stack_add(stack);
    size_t begin = file_begins(line);
    size_t name = begin > 0 && begin < line.size ? begin - 1 : line.size;
    frame->function = known_text(slice_of(line.at, name));
    read_place(slice_of(line.at + begin, line.size - begin), frame);
    return true;
}
