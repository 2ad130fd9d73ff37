/* refused: wait for each other */
#include "lab.h"

#include "speakers.h"

#include <err.h>
#include <pthread.h>
#include <time.h>

struct speaker {
    pthread_t thread;
    long number;
};

static int64_t unit; /* nanoseconds */
static struct speaker speakers[SPEAKERS_MAX];

/* Speaker 0 speaks after one unit of time, speaker 1 after two, and so on. */
static void *sleep_for(void *argument)
{
    const struct speaker *me = argument;
    int64_t left = (me->number + 1) * unit;
    struct timespec time = {.tv_sec = (time_t)(left / LOOP_SECOND),
                            .tv_nsec = (long)(left % LOOP_SECOND)};
    while (nanosleep(&time, &time) != 0)
        ;
    return NULL;
}

static void trial(const struct lab_run *run)
{
    for (long i = 0; i < run->threads; i++) {
        speakers[i].number = i;
        wait_begins(i, NULL);
        if (pthread_create(&speakers[i].thread, NULL, sleep_for, &speakers[i]) != 0)
            errx(4, "cannot start thread %ld of %ld", i + 1, run->threads);
        pthread_join(speakers[i].thread, NULL);
    }
    for (long i = 0; i < run->threads; i++)
        wait_ends(i, run);
}

static void open_speakers(const struct lab_run *run)
{
    unit = run->increments * LOOP_MILLISECOND;
}

static void reset(const struct lab_run *run)
{
    (void)run;
    nobody_spoke();
}

static struct lab_outcome check(const struct lab_run *run)
{
    return all_said(run, 1 + run->threads);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "a thread for each speaker, and no loop",
    .cure = "join",
    .place = 6,
    .trial = trial,
    .open = open_speakers,
    .reset = reset,
    .check = check,
    .measures = {{.name = "seconds", .unit = "s", .quantity = LAB_SECONDS},
                 {.name = "waits at once"},
                 {.name = "OS threads"},
                 {.name = "switches", .quantity = LAB_SWITCHES}},
    .switched_by = "the kernel",
    .max_threads = SPEAKERS_MAX,
    .defaults = {.threads = 2, .increments = 1000},
    .watched = {.threads = 2, .increments = 1},
};
