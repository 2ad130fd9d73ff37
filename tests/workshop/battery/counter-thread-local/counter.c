/* proved */
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
    .actors = {add},
    .reset = reset,
    .check = check,
};
