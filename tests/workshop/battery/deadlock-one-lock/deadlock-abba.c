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

/* Hangs are for the harness to see; in a trial that ends the money must have been kept, and
 * everybody have made his transfers: of an odd number of threads one more saves. */
static struct lab_outcome check(const struct lab_run *run)
{
    long saved = savings.balance, kept = saved + giro.balance;
    bool all = saved == DEPOSIT + run->threads % 2 * run->increments;
    return (struct lab_outcome){.expected = 2L * DEPOSIT, .actual = all ? kept : 0};
}

const struct lab lab = {
    .file = __FILE__,
    .title = "one lock for all accounts",
    .actors = {save, spend},
    .reset = reset,
    .check = check,
    .defaults = {.threads = 2},
};
