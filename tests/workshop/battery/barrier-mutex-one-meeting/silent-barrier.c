/* proved */
#include "lab.h"

#include <pthread.h>

static pthread_barrier_t barrier;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long counter;

static void add(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++) {
        pthread_mutex_lock(&lock);
        counter++;
        pthread_mutex_unlock(&lock);
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
    .title = "the counter between two waits at one barrier",
    .bug = "data race, lost update",
    .cwe = 362,
    .place = 1,
    .actors = {add},
    .open = open_barrier,
    .reset = reset,
    .check = check,
    .close = close_barrier,
    .expect = {.stress = LAB_SOMETIMES_WRONG,
               .tsan = FINDING_DATA_RACE,
               .tsan_may_miss = true, /* the lesson */
               .helgrind = FINDING_DATA_RACE,
               .explore = FINDING_LOST_UPDATE},
};
