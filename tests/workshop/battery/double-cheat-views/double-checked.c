/* refused: its function 'use' is changed */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

enum { SQUARES = 100 };

struct table {
    long square[SQUARES];
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct table *table; /* NULL: not made yet */

struct view {
    const struct table *got; /* the table that the thread was given */
    bool whole;              /* and whether it was complete each time */
};

static struct view *views; /* per thread */

static struct table *make_table(void)
{
    struct table *made = malloc(sizeof *made);
    if (!made)
        exit(4);
    for (long i = 0; i < SQUARES; i++)
        made->square[i] = i * i;
    return made;
}

static struct table *get_table(void)
{
    if (table == NULL) {
        pthread_mutex_lock(&lock);
        if (table == NULL)
            table = make_table();
        pthread_mutex_unlock(&lock);
    }
    return table;
}

static void use(const struct lab_actor *self)
{
    struct view view = {.whole = true};
    for (long i = 0; i < self->increments; i++) {
        view.got = table;
        (void)get_table;
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
    .title = "a plain pointer, looked at without the lock first",
    .bug = "data race (double-checked locking)",
    .cwe = 609,
    .place = 1,
    .actors = {use},
    .open = open_views,
    .reset = reset,
    .check = check,
    .close = close_views,
    .expect = {.stress = LAB_RARELY_WRONG,
               .tsan = FINDING_DATA_RACE,
               .helgrind = FINDING_DATA_RACE,
               .explore = FINDING_DATA_RACE},
};
