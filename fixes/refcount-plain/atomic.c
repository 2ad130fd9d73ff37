/* One step decrements and says what was there before. Only one thread can be told
 * that it was 1, and that one frees the object.
 *
 * The order matters: release, so that what each user did with the object is done
 * before its reference is given back; acquire, so that whoever frees the object
 * does so after all of them. Each release pairs with the acquire of the last.
 */
#include "lab.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

struct object {
    atomic_long count;
    atomic_int freed; /* how often; free() itself would end the program at the second time */
};

static struct object *objects; /* as many as increments: every thread holds each of them */

static void destroy(struct object *object)
{
    atomic_fetch_add(&object->freed, 1);
}

/* Gives one reference back. */
static void put(struct object *object)
{
    if (atomic_fetch_sub_explicit(&object->count, 1, memory_order_acq_rel) == 1)
        destroy(object);
}

static void use_all(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++)
        put(&objects[i]);
}

static void open_objects(const struct lab_run *run)
{
    objects = calloc((size_t)run->increments, sizeof *objects);
    if (!objects)
        exit(4);
}

static void reset(const struct lab_run *run)
{
    for (long i = 0; i < run->increments; i++) {
        atomic_store(&objects[i].count, run->threads);
        atomic_store(&objects[i].freed, 0);
    }
}

static struct lab_outcome check(const struct lab_run *run)
{
    struct lab_outcome seen = {.expected = run->increments};
    long leaked = 0;
    for (long i = 0; i < run->increments; i++) {
        seen.actual += atomic_load(&objects[i].freed) == 1;
        leaked += atomic_load(&objects[i].freed) == 0;
    }
    snprintf(seen.label, sizeof seen.label, "%ld leaked, %ld freed again", leaked,
             seen.expected - seen.actual - leaked);
    return seen;
}

static void close_objects(const struct lab_run *run)
{
    (void)run;
    free(objects);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "one atomic decrement that tells what it found",
    .cure = "atomic",
    .place = 1,
    .actors = {use_all},
    .open = open_objects,
    .reset = reset,
    .check = check,
    .close = close_objects,
};
