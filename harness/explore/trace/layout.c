#include "explore/trace/layout.h"

#include <stdlib.h>

enum {
    NARROWEST_ROOM = 40,
    BESIDE_MAX = 3, /* threads whose steps stand with their places */
    BESIDE_LEAST = 20,
    BESIDE_MOST = 41,
    PLACE_MOST = 24,
    PLACED_LEAST = 12,
    PLACED_MOST = 20,
    LISTED_NAME = 6,
    LISTED_LEAST = 26, /* or the value has no column */
    VALUE_LEAST = 11,
    VALUE_MOST = 24,
};

static int at_most(int value, int limit)
{
    return value < limit ? value : limit;
}

static int at_least(int value, int limit)
{
    return value > limit ? value : limit;
}

static int by_number(const void *x, const void *y)
{
    long a = *(const long *)x, b = *(const long *)y;
    return (a > b) - (a < b);
}

/* Returns false where there are more threads than could ever have a column. */
static bool note_threads(struct layout *layout, const struct layout_need *need)
{
    for (size_t i = 0; i < need->count; i++) {
        size_t k = 0;
        while (k < layout->count && layout->threads[k] != need->steps[i])
            k++;
        if (k == LAYOUT_THREADS_MAX)
            return false;
        if (k == layout->count)
            layout->threads[layout->count++] = need->steps[i];
    }
    if (layout->count)
        qsort(layout->threads, layout->count, sizeof *layout->threads, by_number);
    return layout->count > 0;
}

static bool lies_beside(struct layout *layout, const struct layout_need *need, int room)
{
    layout->kind = LAYOUT_BESIDE;
    layout->width = at_most(room / (int)layout->count, BESIDE_MOST);
    return layout->count <= BESIDE_MAX && layout->width >= at_least(need->word + 1, BESIDE_LEAST);
}

static bool lies_placed(struct layout *layout, const struct layout_need *need, int room)
{
    layout->kind = LAYOUT_PLACED;
    layout->place = at_most(need->place, PLACE_MOST) + 2;
    layout->width = at_most((room - layout->place) / (int)layout->count, PLACED_MOST);
    return layout->width >= at_least(need->word + 1, PLACED_LEAST);
}

static void list(struct layout *layout, const struct layout_need *need, int room)
{
    layout->kind = LAYOUT_LISTED;
    layout->count = 0;
    layout->place = 0;
    if (room < LISTED_NAME + LISTED_LEAST) {
        room += layout->value;
        layout->value = 0;
    }
    layout->width = at_most(need->widest + 1, room - LISTED_NAME);
}

void layout_init(struct layout *layout, const struct layout_need *need)
{
    int digits = 1;
    for (size_t number = need->last; number >= 10; number /= 10)
        digits++;
    *layout = (struct layout){.number = at_least(digits, 3) + 2};
    if (need->value) /* and a blank before it */
        layout->value = 1 + at_most(at_least(need->value, VALUE_LEAST), VALUE_MOST);
    int room = at_least(need->room, NARROWEST_ROOM) - layout->number - layout->value;
    bool columns = note_threads(layout, need);
    if (!columns || (!lies_beside(layout, need, room) && !lies_placed(layout, need, room)))
        list(layout, need, room);
}

int layout_begin(const struct layout *layout, long thread)
{
    int begin = layout->number + layout->place;
    if (layout->kind == LAYOUT_LISTED)
        return begin + LISTED_NAME;
    for (size_t i = 0; i < layout->count && layout->threads[i] != thread; i++)
        begin += layout->width;
    return begin;
}

int layout_value(const struct layout *layout)
{
    int columns = layout->kind == LAYOUT_LISTED ? 1 : (int)layout->count;
    int begin = layout->number + layout->place + columns * layout->width;
    return begin + (layout->kind == LAYOUT_LISTED ? LISTED_NAME : 0) + 1;
}

int layout_room(const struct layout *layout, long thread)
{
    return layout_value(layout) - 1 - layout_begin(layout, thread);
}
