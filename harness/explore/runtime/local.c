/* local.c: what each thread has for itself: errno, and thread-local variables
 * through emulated TLS (-femulated-tls). The first words of a thread's area
 * say which variables were given their first value. */
#include "explore/runtime/access.h"

#include <string.h>

enum { LOCALS_MAX = 256, ERRNO_AT = 0, MADE_AT = 64, DATA_AT = 64 + LOCALS_MAX };

/* As the compilers lay it out. */
struct emutls_control {
    size_t size, align;
    void *index;
    const void *initial;
};

static const struct emutls_control *known[LOCALS_MAX];
static uint64_t place_of[LOCALS_MAX];
static unsigned known_count;
static uint64_t used = DATA_AT;

static uint64_t area(void)
{
    return LOCALS_BASE + model.current * LOCALS_SIZE;
}

uint64_t do_errno_location(void);
uint64_t do_errno_location(void)
{
    return area() + ERRNO_AT;
}

static unsigned find(const struct emutls_control *control)
{
    for (unsigned i = 0; i < known_count; i++)
        if (known[i] == control)
            return i;
    used = (used + control->align - 1) & ~(uint64_t)(control->align - 1);
    if (known_count == LOCALS_MAX || used + control->size > LOCALS_SIZE)
        runtime_unsupported("more than 64 KiB of thread-local variables");
    known[known_count] = control;
    place_of[known_count] = used;
    used += control->size;
    return known_count++;
}

uint64_t do_emutls_get(const struct emutls_control *control);
uint64_t do_emutls_get(const struct emutls_control *control)
{
    unsigned number = find(control);
    uint64_t place = area() + place_of[number], made = area() + MADE_AT + number;
    if (!access_get(made, 1)) {
        access_put(made, 1, 1);
        memory_log(place, control->size, model.current);
        if (control->initial)
            memcpy((void *)(uintptr_t)place, control->initial, control->size);
    }
    return place;
}
