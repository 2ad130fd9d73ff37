/* explore_queue.h: several programs explored at the same time, and what came
 * of them told in the order of the list. */
#ifndef RACELAB_CLI_EXPLORE_QUEUE_H
#define RACELAB_CLI_EXPLORE_QUEUE_H

#include "explore/launch/launch.h"

#include <pthread.h>
#include <stdbool.h>

struct explore_queue;

/* One program. */
struct explore_job {
    struct launch_order order; /* its strings are the caller's */
    struct launched launched;
    bool done;
    bool ran; /* false: the user interrupted before its turn; there is no result */
    struct explore_queue *queue;
};

/* The whole state: what the threads share is changed with the lock held. */
struct explore_queue {
    struct explore_job *jobs;
    size_t count;
    size_t next;  /* to be started */
    size_t shown; /* whose progress is shown: the one that is waited for */
    bool quiet;   /* nobody's: something else is being printed */
    void (*watch)(void *context, const struct launch_sight *sight); /* NULL: nobody watches */
    void *context;
    pthread_mutex_t lock;
    pthread_cond_t ended;
    pthread_t *threads;
    size_t thread_count;
};

/* Starts exploring the jobs (borrowed; order and nothing else filled in), at
 * most `at_once` at the same time. Where no thread can be had, each is explored
 * when its turn to be told comes. */
void explore_queue_start(struct explore_queue *queue, struct explore_job *jobs, size_t count,
                         size_t at_once);

/* Waits for the job. Nobody's progress is shown from then on. The caller
 * hands job->launched to launch_read(), where job->ran. */
void explore_queue_wait(struct explore_queue *queue, size_t number);

/* Waits for the threads. Every job must have been waited for. */
void explore_queue_release(struct explore_queue *queue);

#endif
