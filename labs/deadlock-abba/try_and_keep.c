/* Question: nobody waits for the second lock any more; it is only tried, again and
 * again, until it is had. Does the program end?
 *
 * No. Both threads keep their first lock while they try, so neither ever gets
 * the second. It is the same deadlock, only that it burns a core while it lasts
 * and that no tool which looks for threads asleep in a lock sees it.
 */
#include "lab.h"

#include <pthread.h>
#include <sched.h>

enum { DEPOSIT = 1000000000 };

struct account {
    pthread_mutex_t lock;
    long balance; /* guarded by lock */
};

static struct account savings = {PTHREAD_MUTEX_INITIALIZER, 0},
                      giro = {PTHREAD_MUTEX_INITIALIZER, 0};

static void transfer(struct account *from, struct account *to, long amount)
{
    pthread_mutex_lock(&from->lock);              /* expect: lock-order inversion */
    while (pthread_mutex_trylock(&to->lock) != 0) /* expect: lock-order inversion, endless run */
        sched_yield();                            /* and from->lock is still ours */
    from->balance -= amount;
    to->balance += amount;
    pthread_mutex_unlock(&to->lock);
    pthread_mutex_unlock(&from->lock);
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
    .title = "the second lock is tried until it is had, and the first one kept",
    .bug = "deadlock (hold and wait)",
    .cwe = 833,
    .place = 3,
    .hang_seconds = 2,
    .actors = {save, spend},
    .reset = reset,
    .check = check,
    .defaults = {.threads = 2, .increments = 1}, /* so that some trials end, and tools see them */
    /* helgrind treats a try like a wait, and is right here for that reason. */
    .expect = {.stress = LAB_HANGS, .helgrind = FINDING_LOCK_ORDER, .explore = FINDING_ENDLESS_RUN},
};
