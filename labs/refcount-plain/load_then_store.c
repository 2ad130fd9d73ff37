/* Question: both accesses are atomic, and the thread frees the object by the very
 * value that it stored. Is the object freed once?
 *
 * At most, or not at all: when both load 2, both store 1, and nobody ever
 * stores 0. The object leaks. That is quieter than a double free, which is why
 * it is found months later.
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
    long left = atomic_load(&object->count) - 1; /* expect: lost update */
    atomic_store(&object->count, left);          /* expect: lost update */
    if (left == 0)
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
    .title = "an atomic load, then an atomic store",
    .bug = "lost update (atomicity violation)",
    .cwe = 911,
    .place = 4,
    .actors = {use_all},
    .open = open_objects,
    .reset = reset,
    .check = check,
    .close = close_objects,
    .expect = {.stress = LAB_SOMETIMES_WRONG, .explore = FINDING_LOST_UPDATE},
};
