/* Question: every increment holds a lock. Is that enough?
 *
 * Only if it is the same lock. Here even threads take one and odd threads the
 * other, as happens when each object brings a lock of its own and the number
 * belongs to none of them. An even and an odd thread never wait for each other.
 */
#include "lab.h"

#include <pthread.h>

static pthread_mutex_t locks[2] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER};
static long counter; /* guarded by whichever lock: by none */

static void add(const struct lab_actor *self)
{
    pthread_mutex_t *mine = &locks[self->index % 2];

    for (long i = 0; i < self->increments; i++) {
        pthread_mutex_lock(mine);
        counter++; /* expect: data race, lost update */
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
    .bug = "data race, lost update (wrong lock)",
    .cwe = 667,
    .place = 4,
    .actors = {add},
    .reset = reset,
    .check = check,
    .expect = {.stress = LAB_SOMETIMES_WRONG,
               .tsan = FINDING_DATA_RACE,
               .helgrind = FINDING_DATA_RACE,
               .explore = FINDING_LOST_UPDATE},
};
