/* local.c: what each thread has for itself: errno, and thread-local variables
 * through emulated TLS (-femulated-tls). The first words of a thread's area
 * say which variables were given their first value. */
#include "explore/runtime/access.h"
#include "explore/runtime/local.h"

#include <string.h>

/* As the compilers lay it out. */
struct emutls_control {
    size_t size, align;
    void *index;
    const void *initial;
};

static uint64_t known[LOCAL_VARIABLES]; /* addresses of their control words */
static uint64_t place_of[LOCAL_VARIABLES];
static unsigned known_count;
static uint64_t used = LOCAL_DATA_AT;

uint64_t local_area(void)
{
    return LOCALS_BASE + model.current * LOCALS_SIZE;
}

uint64_t do_errno_location(void);
uint64_t do_errno_location(void)
{
    return local_area() + LOCAL_ERRNO_AT;
}

static unsigned find(const struct emutls_control *control)
{
    for (unsigned i = 0; i < known_count; i++)
        if (known[i] == (uint64_t)(uintptr_t)control)
            return i;
    used = (used + control->align - 1) & ~(uint64_t)(control->align - 1);
    if (known_count == LOCAL_VARIABLES || used + control->size > LOCALS_SIZE)
        runtime_unsupported("more than 64 KiB of thread-local variables");
    known[known_count] = (uint64_t)(uintptr_t)control;
    place_of[known_count] = used;
    used += control->size;
    return known_count++;
}

unsigned local_variables(const uint64_t **controls, const uint64_t **places)
{
    *controls = known;
    *places = place_of;
    return known_count;
}

void local_meet(uint64_t control)
{
    find((const struct emutls_control *)(uintptr_t)control);
}

uint64_t do_emutls_get(const struct emutls_control *control);
uint64_t do_emutls_get(const struct emutls_control *control)
{
    unsigned number = find(control);
    uint64_t place = local_area() + place_of[number], made = local_area() + LOCAL_MADE_AT + number;
    if (!access_get(made, 1)) {
        access_put(made, 1, 1);
        memory_log(place, control->size, model.current);
        if (control->initial)
            memcpy((void *)(uintptr_t)place, control->initial, control->size);
    }
    return place;
}
