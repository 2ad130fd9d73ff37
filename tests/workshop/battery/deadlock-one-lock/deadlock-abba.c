/* proved */
#include "lab.h"

#include <pthread.h>

enum { DEPOSIT = 1000000000 };

struct account {
    long balance; /* guarded by bank */
};

static pthread_mutex_t bank = PTHREAD_MUTEX_INITIALIZER;
static struct account savings, giro;

static void transfer(struct account *from, struct account *to, long amount)
{
    pthread_mutex_lock(&bank);
    from->balance -= amount;
    to->balance += amount;
    pthread_mutex_unlock(&bank);
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
    .title = "one lock for all accounts",
    .actors = {save, spend},
    .reset = reset,
    .check = check,
    .defaults = {.threads = 2},
};
