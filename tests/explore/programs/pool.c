/* explore: proved
 * A thread pool: jobs in a list, workers that wait for them, a shutdown that
 * drains. pool_bug.c is the same with a shutdown that wakes one worker only. */
#include <assert.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

enum { WORKERS = 2, JOBS = 2 };

struct job {
    struct job *next;
    void (*run)(void *argument);
    void *argument;
};

struct pool {
    pthread_mutex_t lock;
    pthread_cond_t work;
    struct job *first, **last;
    bool closing;
    pthread_t workers[WORKERS];
};

static struct job *take(struct pool *pool)
{
    struct job *job = pool->first;
    if (job) {
        pool->first = job->next;
        if (!pool->first)
            pool->last = &pool->first;
    }
    return job;
}

/* Returns NULL when the pool is closing and nothing is left to do. */
static struct job *wait_for_job(struct pool *pool)
{
    struct job *job;
    pthread_mutex_lock(&pool->lock);
    while (!(job = take(pool)) && !pool->closing)
        pthread_cond_wait(&pool->work, &pool->lock);
    pthread_mutex_unlock(&pool->lock);
    return job;
}

static void *work(void *argument)
{
    struct pool *pool = argument;
    struct job *job;
    while ((job = wait_for_job(pool))) {
        job->run(job->argument);
        free(job);
    }
    return NULL;
}

static void pool_init(struct pool *pool)
{
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->work, NULL);
    pool->first = NULL;
    pool->last = &pool->first;
    pool->closing = false;
    for (int i = 0; i < WORKERS; i++)
        pthread_create(&pool->workers[i], NULL, work, pool);
}

static void pool_post(struct pool *pool, void (*run)(void *argument), void *argument)
{
    struct job *job = malloc(sizeof *job);
    *job = (struct job){.run = run, .argument = argument};
    pthread_mutex_lock(&pool->lock);
    *pool->last = job;
    pool->last = &job->next;
    pthread_cond_signal(&pool->work);
    pthread_mutex_unlock(&pool->lock);
}

static void pool_release(struct pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    pool->closing = true;
#ifdef BUG
    pthread_cond_signal(&pool->work);
#else
    pthread_cond_broadcast(&pool->work);
#endif
    pthread_mutex_unlock(&pool->lock);
    for (int i = 0; i < WORKERS; i++)
        pthread_join(pool->workers[i], NULL);
    pthread_cond_destroy(&pool->work);
    pthread_mutex_destroy(&pool->lock);
}

static int done[JOBS];

static void mark(void *argument)
{
    *(int *)argument += 1;
}

int main(void)
{
    struct pool *pool = malloc(sizeof *pool);
    pool_init(pool);
    for (int i = 0; i < JOBS; i++)
        pool_post(pool, mark, &done[i]);
    pool_release(pool);
    free(pool);
    for (int i = 0; i < JOBS; i++)
        assert(done[i] == 1);
    return 0;
}
