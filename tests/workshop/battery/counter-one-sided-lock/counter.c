/* wrong as one_sided_lock */
#include "lab.h"

#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long counter; /* guarded by lock, or so add_carefully() believes */

static void add_carefully(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++) {
        pthread_mutex_lock(&lock);
        counter++;
        pthread_mutex_unlock(&lock);
    }
}

static void add_hastily(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++)
        counter++;
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
    .title = "every second thread forgets the lock",
    .actors = {add_carefully, add_hastily},
    .reset = reset,
    .check = check,
};
