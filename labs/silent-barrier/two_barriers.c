/* Question: the start has a barrier now and the end another one, and nothing else
 * has changed. Is the total right?
 *
 * It is as wrong as before, and now ThreadSanitizer says so: nobody who leaves
 * the first barrier late acquires what an early one has released at the second.
 * What is cured is the blindness of the tool.
 */
#include "lab.h"

#include <pthread.h>

static pthread_barrier_t start, end;
static long counter;

static void add(const struct lab_actor *self)
{
    pthread_barrier_wait(&start);
    for (long i = 0; i < self->increments; i++)
        counter++; /* expect: data race, lost update */
    pthread_barrier_wait(&end);
}

static void open_barrier(const struct lab_run *run)
{
    pthread_barrier_init(&start, NULL, (unsigned)run->threads);
    pthread_barrier_init(&end, NULL, (unsigned)run->threads);
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
    pthread_barrier_destroy(&start);
    pthread_barrier_destroy(&end);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "a barrier for the start and another for the end",
    .bug = "data race, lost update",
    .cwe = 362,
    .place = 2,
    .actors = {add},
    .open = open_barrier,
    .reset = reset,
    .check = check,
    .close = close_barrier,
    .expect = {.stress = LAB_SOMETIMES_WRONG,
               .tsan = FINDING_DATA_RACE,
               .helgrind = FINDING_DATA_RACE,
               .explore = FINDING_LOST_UPDATE},
};
