/* proved */
#include "lab.h"

#include <pthread.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static long counter; /* read or written under lock, written only under its writer's side */

static void add(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++) {
        pthread_rwlock_wrlock(&lock);
        counter++;
        pthread_rwlock_unlock(&lock);
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
    .title = "the writer's side of a reader-writer lock",
    .actors = {add},
    .reset = reset,
    .check = check,
};
