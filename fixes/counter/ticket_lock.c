/* A fair lock, as at a counter with numbered tickets: draw a number, wait until
 * it is called. Threads enter in the order in which they asked, which no
 * spinlock promises.
 *
 * The price: exactly one thread may go on, and if that one sleeps, all others
 * wait for it. If everybody watched one board, every call would wake everybody
 * for one to move. So each ticket has a seat of its own, and a call wakes only
 * the thread that sits there. Nobody holds two tickets: a seat per thread will do.
 */
#include "lab.h"

#include <err.h>
#include <semaphore.h>
#include <stdatomic.h>
#include <stdlib.h>

static atomic_long next_ticket;
static sem_t *seats; /* the seat of the ticket that is called holds a 1, all others 0 */
static long counter; /* guarded by the ticket that is called */

static long lock(long threads)
{
    /* Relaxed: only the number matters. The semaphore orders what it guards. */
    long ticket = atomic_fetch_add_explicit(&next_ticket, 1, memory_order_relaxed);

    while (sem_wait(&seats[ticket % threads]) != 0)
        ; /* woken by a signal, not called */
    return ticket;
}

static void unlock(long ticket, long threads)
{
    sem_post(&seats[(ticket + 1) % threads]);
}

static void add(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++) {
        long ticket = lock(self->threads);
        counter++;
        unlock(ticket, self->threads);
    }
}

static void open_seats(const struct lab_run *run)
{
    atomic_store(&next_ticket, 0);
    seats = calloc((size_t)run->threads, sizeof *seats);
    if (!seats)
        err(4, "cannot seat %ld threads", run->threads);
    for (long i = 0; i < run->threads; i++)
        sem_init(&seats[i], 0, i == 0);
}

static void reset(const struct lab_run *run)
{
    (void)run;
    counter = 0;
}

static struct lab_outcome check(const struct lab_run *run)
{
    return (struct lab_outcome){.expected = run->threads * run->increments, .actual = counter};
}

static void close_seats(const struct lab_run *run)
{
    for (long i = 0; i < run->threads; i++)
        sem_destroy(&seats[i]);
    free(seats);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "a fair lock: draw a ticket, wait for the number",
    .cure = "mutex",
    .place = 3,
    .actors = {add},
    .open = open_seats,
    .reset = reset,
    .check = check,
    .close = close_seats,
    .defaults = {.increments = 50}, /* under contention each costs a change of threads */
};
