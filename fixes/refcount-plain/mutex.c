/* Decrement and look under one lock. The object itself is freed outside: nobody
 * else can reach it any more, and freeing may take long.
 *
 * The lock is not the object's own. A lock inside the object would be freed by
 * one thread while another may still be about to leave it.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

struct object {
    long count;
    atomic_int freed; /* how often; free() itself would end the program at the second time */
};

static struct object *objects; /* as many as increments: every thread holds each of them */
static pthread_mutex_t counts = PTHREAD_MUTEX_INITIALIZER; /* guards every count */

static void destroy(struct object *object)
{
    atomic_fetch_add(&object->freed, 1);
}

/* Gives one reference back. */
static void put(struct object *object)
{
    pthread_mutex_lock(&counts);
    bool last = --object->count == 0;
    pthread_mutex_unlock(&counts);
    if (last)
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
    .title = "decrement and look under one lock",
    .cure = "mutex",
    .place = 2,
    .actors = {use_all},
    .open = open_objects,
    .reset = reset,
    .check = check,
    .close = close_objects,
};
