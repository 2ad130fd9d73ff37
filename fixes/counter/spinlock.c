/* A lock in two lines: whoever sets the flag first is in, the others try again.
 *
 * It is the cheapest lock while nobody else wants it. A waiter burns a core, and
 * if the holder is not running there is nothing to wait for, so after a while a
 * waiter gives its core away.
 *
 * Valgrind's helgrind does not know C11 atomics: it takes the flag for plain
 * data and reports races on the marked lines. Those reports are false.
 */
#include "lab.h"

#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>

enum { SPINS = 100 };

static atomic_flag taken = ATOMIC_FLAG_INIT;
static long counter; /* guarded by taken */

static bool try_lock(void)
{
    /* Acquire: pairs with the release in unlock(). */
    return !atomic_flag_test_and_set_explicit(&taken, memory_order_acquire); /* expect: data race */
}

static void lock(void)
{
    for (int spins = 0; !try_lock(); spins++)
        if (spins >= SPINS)
            sched_yield();
}

static void unlock(void)
{
    /* Release: pairs with the acquire in try_lock(); the next holder sees our write. */
    atomic_flag_clear_explicit(&taken, memory_order_release); /* expect: data race */
}

static void add(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++) {
        lock();
        counter++; /* expect: data race */
        unlock();
    }
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

const struct lab lab = {
    .file = __FILE__,
    .title = "a spinlock made of one atomic flag",
    .cure = "mutex",
    .place = 2,
    .actors = {add},
    .reset = reset,
    .check = check,
    .expect = {.helgrind = FINDING_DATA_RACE}, /* false: see above */
};
