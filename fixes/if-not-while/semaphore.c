/* A semaphore counts the items itself, and to wait for one and to take it is one
 * step: there is no moment in which somebody is awake and has nothing.
 */
#include "lab.h"

#include <semaphore.h>
#include <stdio.h>

static sem_t stock;
static sem_t books; /* guards sold */
static long sold;

static void wait_for(sem_t *semaphore)
{
    while (sem_wait(semaphore) != 0)
        ; /* a signal may end the wait early */
}

static void take(void)
{
    wait_for(&stock);
    wait_for(&books);
    sold++;
    sem_post(&books);
}

/* As many as the others take. */
static void deliver(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments * (self->threads - 1); i++)
        sem_post(&stock);
}

static void sell(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++)
        take();
}

static void open_stock(const struct lab_run *run)
{
    (void)run;
    sem_init(&stock, 0, 0);
    sem_init(&books, 0, 1);
}

static void reset(const struct lab_run *run)
{
    (void)run;
    sold = 0;
}

static struct lab_outcome check(const struct lab_run *run)
{
    struct lab_outcome seen = {.expected = run->increments * (run->threads - 1), .actual = sold};
    snprintf(seen.label, sizeof seen.label, "%ld sold that were not there", seen.expected - sold);
    return seen;
}

static void close_stock(const struct lab_run *run)
{
    (void)run;
    sem_destroy(&books);
    sem_destroy(&stock);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "a semaphore counts the items",
    .cure = "mutex",
    .place = 3,
    .max_threads = 4,
    .actors = {deliver, sell, sell, sell},
    .open = open_stock,
    .reset = reset,
    .check = check,
    .close = close_stock,
    .defaults = {.threads = 3},
};
