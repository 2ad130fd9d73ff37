/* No lock, no deadlock: one atomic subtraction and one atomic addition.
 *
 * The price: between the two the money is in neither account, and whoever adds
 * them up meanwhile misses it. Right only where nobody needs both at once, as
 * here, where the sum is taken when all are done.
 */
#include "lab.h"

#include <stdatomic.h>

enum { DEPOSIT = 1000000000 };

struct account {
    atomic_long balance;
};

static struct account savings, giro;

static void transfer(struct account *from, struct account *to, long amount)
{
    atomic_fetch_sub_explicit(&from->balance, amount, memory_order_relaxed);
    atomic_fetch_add_explicit(&to->balance, amount, memory_order_relaxed);
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
    atomic_store(&savings.balance, DEPOSIT);
    atomic_store(&giro.balance, DEPOSIT);
}

/* Hangs are for the harness to see; in a trial that ends the money must have been kept, and
 * everybody have made his transfers: of an odd number of threads one more saves. */
static struct lab_outcome check(const struct lab_run *run)
{
    long saved = atomic_load(&savings.balance), kept = saved + atomic_load(&giro.balance);
    bool all = saved == DEPOSIT + run->threads % 2 * run->increments;
    return (struct lab_outcome){.expected = 2L * DEPOSIT, .actual = all ? kept : 0};
}

const struct lab lab = {
    .file = __FILE__,
    .title = "an atomic subtraction and an atomic addition",
    .cure = "atomic",
    .place = 4,
    .actors = {save, spend},
    .reset = reset,
    .check = check,
    .defaults = {.threads = 2},
};
