/* Share nothing while counting: every thread counts in a number of its own and
 * adds it to the total once, at the end, under a lock.
 *
 * Nearly as fast as counting alone, because the lock is taken once per thread
 * and not once per increment. The total is not known before everybody merged.
 */
#include "lab.h"

#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long counter; /* guarded by lock */

static _Thread_local long mine; /* one per thread: nobody else can see it */

static void merge(void)
{
    pthread_mutex_lock(&lock);
    counter += mine;
    pthread_mutex_unlock(&lock);
}

static void add(const struct lab_actor *self)
{
    mine = 0; /* a thread may have counted in an earlier trial */
    for (long i = 0; i < self->increments; i++)
        mine++;
    merge();
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
    .title = "count in a thread-local, merge once",
    .cure = "confinement",
    .place = 8,
    .actors = {add},
    .reset = reset,
    .check = check,
};
