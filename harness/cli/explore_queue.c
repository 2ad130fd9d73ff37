#include "cli/explore_queue.h"
#include "judge/memory.h"
#include "process/interrupt.h"

#include <stdlib.h>

/* Shows the progress of the job that is waited for. */
static void watch(void *context, const struct launch_sight *sight)
{
    struct explore_job *job = context;
    struct explore_queue *queue = job->queue;
    pthread_mutex_lock(&queue->lock);
    if (!queue->quiet && job == &queue->jobs[queue->shown])
        queue->watch(queue->context, sight);
    pthread_mutex_unlock(&queue->lock);
}

/* Explores the next job. The lock is held before and after. False: there is none. */
static bool do_next(struct explore_queue *queue)
{
    if (queue->next == queue->count)
        return false;
    struct explore_job *job = &queue->jobs[queue->next++];
    pthread_mutex_unlock(&queue->lock);
    job->ran = !interrupt_requested();
    if (job->ran)
        launch_run(&job->order, &job->launched);
    pthread_mutex_lock(&queue->lock);
    job->done = true;
    pthread_cond_broadcast(&queue->ended);
    return true;
}

static void *work(void *argument)
{
    struct explore_queue *queue = argument;
    pthread_mutex_lock(&queue->lock);
    while (do_next(queue))
        ;
    pthread_mutex_unlock(&queue->lock);
    return NULL;
}

void explore_queue_start(struct explore_queue *queue, struct explore_job *jobs, size_t count,
                         size_t at_once)
{
    *queue = (struct explore_queue){.jobs = jobs,
                                    .count = count,
                                    .quiet = true,
                                    .lock = PTHREAD_MUTEX_INITIALIZER,
                                    .ended = PTHREAD_COND_INITIALIZER};
    for (size_t i = 0; i < count; i++) {
        queue->watch = jobs[i].order.watch;
        queue->context = jobs[i].order.context;
        jobs[i].queue = queue;
        jobs[i].order.watch = queue->watch ? watch : NULL;
        jobs[i].order.context = &jobs[i];
    }
    queue->threads = memory_resize(NULL, at_once + 1, sizeof *queue->threads);
    while (at_once > 1 && queue->thread_count < at_once && queue->thread_count < count &&
           pthread_create(&queue->threads[queue->thread_count], NULL, work, queue) == 0)
        queue->thread_count++;
}

void explore_queue_wait(struct explore_queue *queue, size_t number)
{
    struct explore_job *job = &queue->jobs[number];
    pthread_mutex_lock(&queue->lock);
    queue->shown = number;
    queue->quiet = false;
    while (!job->done && queue->thread_count == 0 && do_next(queue))
        ;
    while (!job->done)
        pthread_cond_wait(&queue->ended, &queue->lock);
    if (queue->watch)
        queue->watch(queue->context, NULL);
    queue->quiet = true;
    pthread_mutex_unlock(&queue->lock);
}

void explore_queue_release(struct explore_queue *queue)
{
    for (size_t i = 0; i < queue->thread_count; i++)
        pthread_join(queue->threads[i], NULL);
    free(queue->threads);
    pthread_mutex_destroy(&queue->lock);
    pthread_cond_destroy(&queue->ended);
}
