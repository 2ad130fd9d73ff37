/* Question: one side takes the lock and the other forgot. Does half help?
 *
 * No. A lock is an agreement, not a fence around the data: it stops those who
 * ask for it and nobody else. The careful threads keep out each other, while
 * the hasty ones walk into the middle of any of their increments.
 */
#include "lab.h"

#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long counter; /* guarded by lock, or so add_carefully() believes */

static void add_carefully(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++) {
        pthread_mutex_lock(&lock);
        counter++; /* expect: data race, lost update */
        pthread_mutex_unlock(&lock);
    }
}

static void add_hastily(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++)
        counter++; /* expect: data race, lost update */
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
    .bug = "data race, lost update (missing lock)",
    .cwe = 820,
    .place = 5,
    .actors = {add_carefully, add_hastily},
    .reset = reset,
    .check = check,
    .expect = {.stress = LAB_SOMETIMES_WRONG,
               .tsan = FINDING_DATA_RACE,
               .helgrind = FINDING_DATA_RACE,
               .explore = FINDING_LOST_UPDATE},
};
