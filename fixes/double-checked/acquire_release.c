/* Release and acquire on the pointer. The maker's release comes after the squares;
 * whoever reads the pointer by an acquire reads the squares after that. So a
 * pointer that is there brings the table with it.
 *
 * The second look, under the lock, is needed as before: two threads may have
 * found nothing. It may be relaxed, since the lock orders it.
 *
 * Valgrind's helgrind does not know C11 atomics, and reports races on the marked
 * lines. Those reports are false.
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
    struct table *made = malloc(sizeof *made); /* expect: data race */
    if (!made)
        exit(4);
    for (long i = 0; i < SQUARES; i++)
        made->square[i] = i * i; /* expect: data race */
    return made;
}

static struct table *get_table(void)
{
    /* Acquire: pairs with the release below. */
    struct table *found =
        atomic_load_explicit(&table, memory_order_acquire); /* expect: data race */
    if (found == NULL) {
        pthread_mutex_lock(&lock);
        found = atomic_load_explicit(&table, memory_order_relaxed);
        if (found == NULL) {
            found = make_table();
            /* Release: pairs with the acquire above; the squares are there first. */
            atomic_store_explicit(&table, found, memory_order_release); /* expect: data race */
        }
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
    .title = "the pointer is stored by a release and looked at by an acquire",
    .cure = "ordering",
    .place = 1,
    .actors = {use},
    .open = open_views,
    .reset = reset,
    .check = check,
    .close = close_views,
    .expect = {.helgrind = FINDING_DATA_RACE}, /* false: see above */
};
