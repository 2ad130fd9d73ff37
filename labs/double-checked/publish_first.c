/* Question: the pointer is atomic, with acquire and release. The table is stored
 * as soon as there is memory for it, and filled right after that, under the
 * lock. Is it complete for everybody?
 *
 * No. A release hands over what was done before it, and here the filling comes
 * after it. Whoever comes along meanwhile finds a pointer, takes no lock, and
 * reads squares that are not there yet.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

enum { SQUARES = 100 };

struct table {
    long square[SQUARES];
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct table *_Atomic table; /* NULL: not made yet */

struct view {
    const struct table *got; /* the table that the thread was given */
    bool whole;              /* and whether it was complete each time */
};

static struct view *views; /* per thread */

static struct table *make_table(void)
{
    struct table *made = calloc(1, sizeof *made); /* expect: data race */
    if (!made)
        exit(4);
    atomic_store_explicit(&table, made, memory_order_release); /* expect: data race */
    for (long i = 0; i < SQUARES; i++)
        made->square[i] = i * i; /* expect: data race */
    return made;
}

static struct table *get_table(void)
{
    struct table *found =
        atomic_load_explicit(&table, memory_order_acquire); /* expect: data race */
    if (found == NULL) {
        pthread_mutex_lock(&lock);
        found = atomic_load_explicit(&table, memory_order_relaxed);
        if (found == NULL)
            found = make_table();
        pthread_mutex_unlock(&lock);
    }
    return found;
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
    free(atomic_load(&table));
    atomic_store(&table, NULL);
}

static struct lab_outcome check(const struct lab_run *run)
{
    struct lab_outcome seen = {.expected = run->threads};
    const struct table *made = atomic_load(&table);
    long others = 0;
    for (long i = 0; i < run->threads; i++) {
        others += views[i].got != made;
        seen.actual += views[i].got == made && views[i].whole;
    }
    snprintf(seen.label, sizeof seen.label, "%ld another, %ld half a table", others,
             seen.expected - seen.actual - others);
    return seen;
}

static void close_views(const struct lab_run *run)
{
    (void)run;
    free(atomic_load(&table));
    free(views);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "the pointer is published before the table is filled",
    .bug = "publication before initialisation",
    .cwe = 665,
    .place = 4,
    .actors = {use},
    .open = open_views,
    .reset = reset,
    .check = check,
    .close = close_views,
    .expect = {.stress = LAB_SOMETIMES_WRONG,
               .tsan = FINDING_DATA_RACE,
               .helgrind = FINDING_DATA_RACE,
               .explore = FINDING_DATA_RACE},
};
