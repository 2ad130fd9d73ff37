/* Question: the pointer is atomic, with relaxed order, because nothing more is said
 * to be needed to read and write a pointer whole. Is the table complete for
 * everybody?
 *
 * The pointer is whole; what it points to need not be. A relaxed store orders
 * nothing before it, so that the pointer may arrive before the squares. Under
 * sequential consistency, where the explorer looks, and on x86 they arrive in
 * order, and only ThreadSanitizer sees that nothing promises it.
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
    struct table *found =
        atomic_load_explicit(&table, memory_order_relaxed); /* expect: data race */
    if (found == NULL) {
        pthread_mutex_lock(&lock);
        found = atomic_load_explicit(&table, memory_order_relaxed);
        if (found == NULL) {
            found = make_table();
            atomic_store_explicit(&table, found, memory_order_relaxed); /* expect: data race */
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
    .title = "an atomic pointer, with relaxed order",
    .bug = "missing order (double-checked locking)",
    .cwe = 821,
    .place = 3,
    .actors = {use},
    .open = open_views,
    .reset = reset,
    .check = check,
    .close = close_views,
    .expect = {.stress = LAB_RARELY_WRONG,
               .tsan = FINDING_DATA_RACE,
               .tsan_may_miss = true, /* only where a thread is late enough to take no lock */
               .helgrind = FINDING_DATA_RACE},
};
