/* wrong as wrong_lock */
#include "lab.h"

#include <pthread.h>

static pthread_mutex_t locks[2] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER};
static long counter; /* guarded by whichever lock: by none */

static void add(const struct lab_actor *self)
{
    pthread_mutex_t *mine = &locks[self->index % 2];

    for (long i = 0; i < self->increments; i++) {
        pthread_mutex_lock(mine);
        counter++;
        pthread_mutex_unlock(mine);
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
    .title = "two locks for one number",
    .actors = {add},
    .reset = reset,
    .check = check,
};
