/* Question: the increment runs under a reader-writer lock. Is it safe?
 *
 * Not under the reader's side. pthread_rwlock_rdlock() lets any number of
 * readers in together, because readers change nothing; these change the number.
 * The slip is easy to make where a function that "only looks something up" also
 * counts how often it was asked.
 */
#include "lab.h"

#include <pthread.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static long counter;

static void add(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++) {
        pthread_rwlock_rdlock(&lock);
        counter++; /* expect: data race, lost update */
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
    .title = "a write under a read lock",
    .bug = "data race, lost update (wrong lock mode)",
    .cwe = 667,
    .place = 6,
    .actors = {add},
    .reset = reset,
    .check = check,
    .expect = {.stress = LAB_SOMETIMES_WRONG,
               .tsan = FINDING_DATA_RACE,
               .helgrind = FINDING_DATA_RACE,
               .explore = FINDING_LOST_UPDATE},
};
