/* Question: an object counts its users. Each gives its reference back with
 * count--, and whoever finds 0 frees it. How often is it freed?
 *
 * Once, never or twice. Never, when two decrements become one and the count
 * stops at 1. Twice, when both decrements are done before either looks: then
 * both find 0. To decrement and to learn the result must be one step.
 */
#include "lab.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

struct object {
    long count;
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
    object->count--;        /* expect: data race, lost update, wrong outcome */
    if (object->count == 0) /* expect: data race, lost update, wrong outcome */
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
        objects[i].count = run->threads;
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
    .title = "a plain decrement, then a look whether 0 is left",
    .bug = "data race, lost update (reference count)",
    .cwe = 911,
    .place = 1,
    .actors = {use_all},
    .open = open_objects,
    .reset = reset,
    .check = check,
    .close = close_objects,
    .expect = {.stress = LAB_SOMETIMES_WRONG,
               .tsan = FINDING_DATA_RACE,
               .helgrind = FINDING_DATA_RACE,
               .explore = FINDING_LOST_UPDATE},
};
