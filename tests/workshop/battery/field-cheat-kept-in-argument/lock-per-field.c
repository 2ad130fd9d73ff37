/* refused: its function 'watch' is changed */
#include "lab.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

struct place {
    long east, north;
};

static pthread_mutex_t east_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t north_lock = PTHREAD_MUTEX_INITIALIZER;
static struct place ship; /* .east guarded by east_lock, .north by north_lock */
static long *whole;       /* per thread: how often it saw a place where the ship was */

static void move_to(long east, long north)
{
    pthread_mutex_lock(&east_lock);
    ship.east = east;
    pthread_mutex_unlock(&east_lock);

    pthread_mutex_lock(&north_lock);
    ship.north = north;
    pthread_mutex_unlock(&north_lock);
}

static struct place where(void)
{
    struct place seen;

    pthread_mutex_lock(&east_lock);
    seen.east = ship.east;
    pthread_mutex_unlock(&east_lock);

    pthread_mutex_lock(&north_lock);
    seen.north = ship.north;
    pthread_mutex_unlock(&north_lock);
    return seen;
}

#define DROP(...)
DROP(static void watch(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++) {
        struct place seen = where();
        whole[self->index] += seen.east == seen.north;
    }
})

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
        (void)seen;
        whole[self->index]++;
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
    ship = (struct place){0, 0};
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
