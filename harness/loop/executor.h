/* executor.h: a pool of threads for work that would hold up a loop: what
 * blocks, and what computes for long.
 *
 * A fixed number of workers take jobs from one queue, oldest first. A job lives
 * inside whatever asked for it, so submitting never allocates; its result
 * arrives as a future, which a task can await and a thread can wait for.
 *
 *     executor_submit(&executor, &me->job, read_file, me->path);
 *     TASK_AWAIT(task, &me->job.done);
 *
 * The job and what it works on must stay until `done` is set. A task that is
 * cancelled meanwhile calls executor_cancel(): if that says -EBUSY a worker is
 * on it, and the task must await it once more before it ends.
 */
#ifndef RACELAB_LOOP_EXECUTOR_H
#define RACELAB_LOOP_EXECUTOR_H

#include "future.h"
#include "list.h"

#include <pthread.h>
#include <stdbool.h>

enum job_state {
    JOB_QUEUED,  /* no worker has it yet; it can be cancelled */
    JOB_RUNNING, /* a worker is on it */
    JOB_OVER,    /* it ran, or was cancelled */
};

struct job {
    struct link link;
    enum job_state state; /* guarded by the executor's lock */
    void *(*work)(void *argument);
    void *argument;
    struct future done; /* set to what work() returned, or to -ECANCELED */
};

struct executor {
    pthread_mutex_t lock; /* guards jobs, closed and the states of the jobs */
    pthread_cond_t changed;
    struct link jobs;
    bool closed;
    pthread_t *workers;
    int count;
};

/* Starts the workers, at least 1. Returns 0; -EINVAL: fewer than 1; -ENOMEM; or
 * -EAGAIN when the system refuses a thread. After an error nothing is left. */
int executor_init(struct executor *executor, int workers);

/* Any thread, never blocks. 0, and the job is the executor's until `done` is
 * set; -ESHUTDOWN after executor_close(): then it needs no release. */
int executor_submit(struct executor *executor, struct job *job, void *(*work)(void *argument),
                    void *argument);

/* Any thread. 0: it was still queued, will not run, and `done` is -ECANCELED;
 * -EBUSY: a worker is on it; -EALREADY: it is over. */
int executor_cancel(struct executor *executor, struct job *job);

/* After `done` is set and nobody waits for it. */
void job_release(struct job *job);

/* Any thread but a worker or one that runs a loop. Calls work() on each of
 * `count` items of `size` bytes, and returns when all are done. 0; -ENOMEM and
 * -ESHUTDOWN: it has been called on none of them. */
int executor_map(struct executor *executor, void (*work)(void *item), void *items, size_t count,
                 size_t size);

/* Any thread. Refuses new jobs; queued ones still run. Returns at once. */
void executor_close(struct executor *executor);

/* Not a worker. Closes, waits until every job is over and the workers have
 * ended, and frees them. */
void executor_release(struct executor *executor);

#endif
