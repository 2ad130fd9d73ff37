/* proved */
#include "lab.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

struct place {
    long east, north;
};

static atomic_ulong ship; /* east above, north below */
static long *whole;       /* per thread: how often it saw a place where the ship was */

static void move_to(long east, long north)
{
    atomic_store(&ship, (unsigned long)east << 32 | (unsigned long)north);
}

static struct place where(void)
{
    struct place seen;

    unsigned long both = atomic_load(&ship);
    seen.east = (long)(both >> 32);
    seen.north = (long)(both & 0xffffffff);
    return seen;
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
    if (!whole)
        exit(4);
}

static void reset(const struct lab_run *run)
{
    for (long i = 0; i < run->threads; i++)
        whole[i] = 0;
    atomic_store(&ship, 0);
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
    free(whole);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "each field of a pair has its own lock",
    .bug = "torn pair (multi-variable atomicity violation)",
    .cwe = 821,
    .place = 1,
    .actors = {sail, watch},
    .open = open_place,
    .reset = reset,
    .check = check,
    .close = close_place,
    .expect = {.stress = LAB_SOMETIMES_WRONG, .explore = FINDING_WRONG_OUTCOME},
};
