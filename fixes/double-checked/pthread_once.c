/* What double-checked locking is meant to be, ready made: pthread_once() runs the
 * routine once, lets everybody else wait for its end, and after that costs an
 * acquire and a call. C11 has the same as call_once().
 *
 * Valgrind's helgrind does not know what orders the two, and reports races on the
 * marked lines. Those reports are false.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

enum { SQUARES = 100 };

struct table {
    long square[SQUARES];
};

static const pthread_once_t not_yet = PTHREAD_ONCE_INIT;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static struct table *table; /* written by the routine alone */

struct view {
    const struct table *got; /* the table that the thread was given */
    bool whole;              /* and whether it was complete each time */
};

static struct view *views; /* per thread */

static void make_table(void)
{
    struct table *made = malloc(sizeof *made); /* expect: data race */
    if (!made)
        exit(4);
    for (long i = 0; i < SQUARES; i++)
        made->square[i] = i * i; /* expect: data race */
    table = made;                /* expect: data race */
}

static struct table *get_table(void)
{
    pthread_once(&once, make_table);
    return table; /* expect: data race */
}

static void use(const struct lab_actor *self)
{
    struct view view = {.whole = true};
    for (long i = 0; i < self->increments; i++) {
        view.got = get_table();
        long last = view.got->square[SQUARES - 1]; /* expect: data race */
        view.whole &= last == (SQUARES - 1) * (SQUARES - 1);
    }
    views[self->index] = view;
}

static void open_views(const struct lab_run *run)
{
    views = calloc((size_t)run->threads, sizeof *views);
    if (!views)
        exit(4);
}

static void reset(const struct lab_run *run)
{
    (void)run;
    free(table);
    table = NULL;
    once = not_yet; /* for the next trial; a program has no reason to */
}

static struct lab_outcome check(const struct lab_run *run)
{
    struct lab_outcome seen = {.expected = run->threads};
    long others = 0;
    for (long i = 0; i < run->threads; i++) {
        others += views[i].got != table;
        seen.actual += views[i].got == table && views[i].whole;
    }
    snprintf(seen.label, sizeof seen.label, "%ld another, %ld half a table", others,
             seen.expected - seen.actual - others);
    return seen;
}

static void close_views(const struct lab_run *run)
{
    (void)run;
    free(table);
    free(views);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "pthread_once() makes the table",
    .cure = "once",
    .place = 2,
    .actors = {use},
    .open = open_views,
    .reset = reset,
    .check = check,
    .close = close_views,
    .expect = {.helgrind = FINDING_DATA_RACE}, /* false: see above */
};
