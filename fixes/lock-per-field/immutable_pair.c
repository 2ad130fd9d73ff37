/* A place is never changed once others can see it. To move is to write a new one
 * and to let one pointer go from the old to the new: one word, one step.
 *
 * Readers take no lock and wait for nobody. The price is memory: a place that
 * somebody may still be reading cannot be used again. Here all of them are kept
 * until the trial is over; a program that runs for ever needs reference counts,
 * hazard pointers or a grace period.
 */
#include "lab.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

struct place {
    long east, north;
};

static const struct place harbour = {0, 0};
static _Atomic(const struct place *) ship = &harbour;

static struct place *places; /* a fresh one for every move */
static atomic_long used;
static long *whole; /* per thread: how often it saw a place where the ship was */

static void move_to(long east, long north)
{
    struct place *next = &places[atomic_fetch_add_explicit(&used, 1, memory_order_relaxed)];
    *next = (struct place){east, north}; /* expect: data race */
    /* Release: pairs with the acquire in where(); what the pointer points to is
     * written before the pointer. */
    atomic_store_explicit(&ship, next, memory_order_release); /* expect: data race */
}

static struct place where(void)
{
    /* Acquire: pairs with the release in move_to(). */
    return *atomic_load_explicit(&ship, memory_order_acquire); /* expect: data race */
}

/* The ship sails along the diagonal: east and north are always the same. */
static void sail(const struct lab_actor *self)
{
    for (long i = 1; i <= self->increments; i++)
        move_to(i, i);
}

static void watch(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++) {
        struct place seen = where();
        whole[self->index] += seen.east == seen.north;
    }
}

static void open_place(const struct lab_run *run)
{
    whole = calloc((size_t)run->threads, sizeof *whole);
    places = calloc((size_t)((run->threads + 1) / 2 * run->increments), sizeof *places);
    if (!whole || !places)
        exit(4);
}

static void reset(const struct lab_run *run)
{
    for (long i = 0; i < run->threads; i++)
        whole[i] = 0;
    atomic_store(&used, 0);
    atomic_store(&ship, &harbour);
}

static struct lab_outcome check(const struct lab_run *run)
{
    struct lab_outcome seen = {.expected = run->threads / 2 * run->increments};
    for (long i = 0; i < run->threads; i++)
        seen.actual += whole[i];
    if (where().east != run->increments) /* the ship has not arrived */
        seen.actual = 0;
    snprintf(seen.label, sizeof seen.label, "%ld torn", seen.expected - seen.actual);
    return seen;
}

static void close_place(const struct lab_run *run)
{
    (void)run;
    free(places);
    free(whole);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "an immutable pair behind one pointer",
    .cure = "immutability",
    .place = 3,
    .actors = {sail, watch},
    .open = open_place,
    .reset = reset,
    .check = check,
    .close = close_place,
    /* helgrind is wrong here: to it an atomic load or store is a plain one and orders nothing. */
    .expect = {.helgrind = FINDING_DATA_RACE},
};
