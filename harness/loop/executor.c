#include "executor.h"

#include <errno.h>
#include <stdlib.h>

/* The lock is held. Blocks until there is a job; NULL: closed, and none left. */
static struct job *next_job(struct executor *executor)
{
    while (link_alone(&executor->jobs) && !executor->closed)
        pthread_cond_wait(&executor->changed, &executor->lock);
    struct link *link = link_pop(&executor->jobs);
    if (!link)
        return NULL;
    struct job *job = CONTAINER(link, struct job, link);
    job->state = JOB_RUNNING;
    return job;
}

static void *worker(void *argument)
{
    struct executor *executor = argument;
    struct job *job;
    pthread_mutex_lock(&executor->lock);
    while ((job = next_job(executor))) {
        pthread_mutex_unlock(&executor->lock);
        void *value = job->work(job->argument);
        pthread_mutex_lock(&executor->lock);
        job->state = JOB_OVER;
        future_set(&job->done, value); /* the job may be gone after this */
    }
    pthread_mutex_unlock(&executor->lock);
    return NULL;
}

static int start_workers(struct executor *executor, int workers)
{
    while (executor->count < workers) {
        int error = pthread_create(&executor->workers[executor->count], NULL, worker, executor);
        if (error)
            return -error;
        executor->count++;
    }
    return 0;
}

int executor_init(struct executor *executor, int workers)
{
    if (workers < 1)
        return -EINVAL;
    *executor = (struct executor){.count = 0};
    executor->workers = calloc((size_t)workers, sizeof *executor->workers);
    if (!executor->workers)
        return -ENOMEM;
    pthread_mutex_init(&executor->lock, NULL);
    pthread_cond_init(&executor->changed, NULL);
    link_init(&executor->jobs);
    int error = start_workers(executor, workers);
    if (error)
        executor_release(executor);
    return error;
}

static void job_init(struct job *job, void *(*work)(void *argument), void *argument)
{
    *job = (struct job){.state = JOB_QUEUED, .work = work, .argument = argument};
    future_init(&job->done);
}

/* The lock is held. */
static void enqueue(struct executor *executor, struct job *job)
{
    link_append(&executor->jobs, &job->link);
    pthread_cond_signal(&executor->changed);
}

int executor_submit(struct executor *executor, struct job *job, void *(*work)(void *argument),
                    void *argument)
{
    pthread_mutex_lock(&executor->lock);
    bool closed = executor->closed;
    if (!closed) {
        job_init(job, work, argument);
        enqueue(executor, job);
    }
    pthread_mutex_unlock(&executor->lock);
    return closed ? -ESHUTDOWN : 0;
}

/* The lock is held. */
static int take_back(struct job *job)
{
    if (job->state == JOB_RUNNING)
        return -EBUSY;
    if (job->state == JOB_OVER)
        return -EALREADY;
    link_remove(&job->link);
    job->state = JOB_OVER;
    return 0;
}

int executor_cancel(struct executor *executor, struct job *job)
{
    pthread_mutex_lock(&executor->lock);
    int error = take_back(job);
    if (!error)
        future_fail(&job->done, -ECANCELED);
    pthread_mutex_unlock(&executor->lock);
    return error;
}

void job_release(struct job *job)
{
    future_release(&job->done);
}

void executor_close(struct executor *executor)
{
    pthread_mutex_lock(&executor->lock);
    executor->closed = true;
    pthread_cond_broadcast(&executor->changed);
    pthread_mutex_unlock(&executor->lock);
}

void executor_release(struct executor *executor)
{
    executor_close(executor);
    for (int i = 0; i < executor->count; i++)
        pthread_join(executor->workers[i], NULL);
    free(executor->workers);
    pthread_mutex_destroy(&executor->lock);
    pthread_cond_destroy(&executor->changed);
}
