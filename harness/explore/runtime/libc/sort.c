/* sort.c: what calls the program back. As in the C library, sorting merges, and
 * keeps the order of equals. */
#include "explore/runtime/libc/program_side.h"

#include <string.h>

typedef int order_with(const void *x, const void *y, void *closure);
typedef int order_of(const void *x, const void *y);

struct sorting {
    size_t size;
    order_with *compare;
    void *closure;
    char *room;
};

static void copy(void *to, const void *from, size_t size)
{
    stub_access_both(to, from, size);
    memmove(to, from, size);
}

static void merge(const struct sorting *sorting, char *items, size_t first, size_t count)
{
    size_t size = sorting->size, x = 0, y = first;
    char *to = sorting->room;
    for (; x < first && y < count; to += size) {
        bool left = sorting->compare(items + x * size, items + y * size, sorting->closure) <= 0;
        copy(to, items + (left ? x++ : y++) * size, size);
    }
    if (x < first) /* the others stand where they belong */
        copy(items + (count - (first - x)) * size, items + x * size, (first - x) * size);
    copy(items, sorting->room, (size_t)(to - sorting->room));
}

static void sort(const struct sorting *sorting, char *items, size_t count)
{
    if (count < 2)
        return;
    size_t first = count / 2;
    sort(sorting, items, first);
    sort(sorting, items + first * sorting->size, count - first);
    merge(sorting, items, first, count);
}

void wrap_qsort_r(void *items, size_t count, size_t size, order_with *compare, void *closure);
void wrap_qsort_r(void *items, size_t count, size_t size, order_with *compare, void *closure)
{
    struct sorting sorting = {size, compare, closure, NULL};
    if (count < 2 || !size)
        return;
    sorting.room = wrap_malloc(count * size);
    sort(&sorting, items, count);
    wrap_free(sorting.room);
}

static int without_closure(const void *x, const void *y, void *closure)
{
    return (*(order_of *const *)closure)(x, y);
}

void wrap_qsort(void *items, size_t count, size_t size, order_of *compare);
void wrap_qsort(void *items, size_t count, size_t size, order_of *compare)
{
    wrap_qsort_r(items, count, size, without_closure, &compare);
}

void *wrap_bsearch(const void *key, const void *items, size_t count, size_t size,
                   order_of *compare);
void *wrap_bsearch(const void *key, const void *items, size_t count, size_t size, order_of *compare)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *item = (const char *)items + middle * size;
        int order = compare(key, item);
        if (order == 0)
            return (void *)(uintptr_t)item;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}
