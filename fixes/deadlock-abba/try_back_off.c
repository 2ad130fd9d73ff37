/* Try the second lock; when it is taken, give the first one back and begin again.
 * Who holds a lock never waits for another, so nobody can wait in a ring.
 *
 * For locks whose order cannot be known beforehand. The price: work may be
 * thrown away many times, and two threads can in principle do so in step for a
 * long while. To give way in between makes that unlikely; it does not forbid it.
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

static void lock_both(pthread_mutex_t *one, pthread_mutex_t *other)
{
    for (;;) {
        pthread_mutex_lock(one);               /* expect: lock-order inversion */
        if (pthread_mutex_trylock(other) == 0) /* expect: lock-order inversion */
            return;
        pthread_mutex_unlock(one);
        sched_yield();
    }
}

static void transfer(struct account *from, struct account *to, long amount)
{
    lock_both(&from->lock, &to->lock);
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
    .title = "try the second lock, give back the first when it is taken",
    .cure = "mutex",
    .place = 2,
    .actors = {save, spend},
    .reset = reset,
    .check = check,
    .defaults = {.threads = 2},
    /* helgrind is wrong here: it treats a try, which never waits, like a wait. */
    .expect = {.helgrind = FINDING_LOCK_ORDER},
};
