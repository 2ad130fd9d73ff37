#include "sanitize/markers.h"

#include <stdlib.h>

#include "judge/finding.h"
#include "judge/memory.h"
#include "sanitize/file.h"
#include "sanitize/slice.h"

_Static_assert(FINDING_KIND_COUNT <= 64, "a kind is a bit");

static struct slice trimmed(struct slice text)
{
    while (text.size > 0 && text.at[0] == ' ')
        text = slice_of(text.at + 1, text.size - 1);
    while (text.size > 0 && text.at[text.size - 1] == ' ')
        text.size--;
    return text;
}

/* "data race, lost update" -> bits; *all: every name is one. */
static uint64_t read_kinds(struct slice names, bool *all)
{
    uint64_t kinds = 0;
    *all = true;
    while (names.size > 0) {
        struct slice name;
        if (!slice_skip_past(&names, ",", &name)) {
            name = names;
            names.size = 0;
        }
        name = trimmed(name);
        enum finding_kind kind = finding_kind_of(name.at, name.size);
        *all = *all && kind != FINDING_KIND_COUNT;
        if (kind != FINDING_KIND_COUNT)
            kinds |= UINT64_C(1) << kind;
    }
    return kinds;
}

static void read_line(struct slice line, long number, struct markers *markers)
{
    struct slice names;
    bool all;
    if (!slice_skip_past(&line, "/* expect:", NULL) || !slice_skip_past(&line, "*/", &names))
        return;
    struct marker marker = {number, read_kinds(names, &all)};
    if ((!all || marker.kinds == 0) && markers->unknown_line == 0)
        markers->unknown_line = number;
    size_t at = markers->count++;
    markers->items = memory_resize(markers->items, markers->count, sizeof *markers->items);
    markers->items[at] = marker;
}

void markers_read(const char *source, size_t size, struct markers *markers)
{
    struct slice text = slice_of(source, size);
    *markers = (struct markers){0};
    for (long number = 1; text.size > 0; number++)
        read_line(slice_take_line(&text), number, markers);
}

int markers_read_file(const char *path, struct markers *markers)
{
    char *text;
    size_t size;
    int error = file_read(path, &text, &size);
    if (error != 0)
        return error;
    markers_read(text, size, markers);
    free(text);
    return 0;
}

void markers_release(struct markers *markers)
{
    free(markers->items);
    *markers = (struct markers){0};
}

bool markers_have(const struct markers *markers, long line, enum finding_kind kind)
{
    for (size_t i = 0; i < markers->count; i++) {
        if (markers->items[i].line == line && (markers->items[i].kinds >> kind & 1) != 0)
            return true;
    }
    return false;
}

bool markers_name(const struct markers *markers, enum finding_kind kind)
{
    for (size_t i = 0; i < markers->count; i++) {
        if ((markers->items[i].kinds >> kind & 1) != 0)
            return true;
    }
    return false;
}
