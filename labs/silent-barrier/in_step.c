/* Question: if one barrier is good, more must be better: the threads wait for each
 * other before every single increment. Is the total right?
 *
 * No. A barrier lets all go at one moment, and that is when they all add. To keep
 * threads in step is the opposite of keeping them apart.
 */
#include "lab.h"

#include <pthread.h>

static pthread_barrier_t barrier;
static long counter;

static void add(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++) {
        pthread_barrier_wait(&barrier);
        counter++; /* expect: data race, lost update */
    }
    pthread_barrier_wait(&barrier);
}

static void open_barrier(const struct lab_run *run)
{
    pthread_barrier_init(&barrier, NULL, (unsigned)run->threads);
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

static void close_barrier(const struct lab_run *run)
{
    (void)run;
    pthread_barrier_destroy(&barrier);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "a wait at the barrier before every increment",
    .bug = "data race, lost update",
    .cwe = 362,
    .place = 4,
    .actors = {add},
    .open = open_barrier,
    .reset = reset,
    .check = check,
    .close = close_barrier,
    .defaults = {.threads = 2, .increments = 100},
    .expect = {.stress = LAB_SOMETIMES_WRONG,
               .tsan = FINDING_DATA_RACE,
               .tsan_may_miss = true, /* the lesson */
               .helgrind = FINDING_DATA_RACE,
               .explore = FINDING_LOST_UPDATE},
};
