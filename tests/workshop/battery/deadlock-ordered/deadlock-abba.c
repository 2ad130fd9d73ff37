/* proved */
#include "lab.h"

#include <pthread.h>
#include <stdint.h>

enum { DEPOSIT = 1000000000 };

struct account {
    pthread_mutex_t lock;
    long balance; /* guarded by lock */
};

static struct account savings = {PTHREAD_MUTEX_INITIALIZER, 0},
                      giro = {PTHREAD_MUTEX_INITIALIZER, 0};

static void transfer(struct account *from, struct account *to, long amount)
{
    struct account *first = (uintptr_t)from < (uintptr_t)to ? from : to;
    struct account *second = first == from ? to : from;

    pthread_mutex_lock(&first->lock);
    pthread_mutex_lock(&second->lock);
    from->balance -= amount;
    to->balance += amount;
    pthread_mutex_unlock(&second->lock);
    pthread_mutex_unlock(&first->lock);
}

/* Even threads save, odd threads spend. */
static void save(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++)
        transfer(&giro, &savings, 1);
}

static void spend(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++)
        transfer(&savings, &giro, 1);
}

static void reset(const struct lab_run *run)
{
    (void)run;
    savings.balance = giro.balance = DEPOSIT;
}

/* Hangs are for the harness to see; a trial that ends must have kept the money. */
static struct lab_outcome check(const struct lab_run *run)
{
    (void)run;
    return (struct lab_outcome){.expected = 2L * DEPOSIT, .actual = savings.balance + giro.balance};
}

const struct lab lab = {
    .file = __FILE__,
    .title = "both locks, always in one order",
    .actors = {save, spend},
    .reset = reset,
    .check = check,
    .defaults = {.threads = 2},
};
