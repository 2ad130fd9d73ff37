/* A thread pool with futures.
 *
 * pool_submit() hands a function to the workers and returns a future;
 * future_get() waits for its value. pool_shutdown() ends the pool: what is
 * queued is either finished or cancelled, then the workers are joined.
 *
 * With -DBUG, shutdown tells the workers without the lock. `stopping` is
 * atomic, so that looks harmless; but a worker that has just found no work and
 * is about to sleep misses the broadcast, and the join waits for ever.
 */
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

enum future_state { FUTURE_PENDING, FUTURE_DONE, FUTURE_CANCELLED };

/* Two owners: whoever asked for the value, and the pool until it is there. */
struct future {
    pthread_mutex_t lock;
    pthread_cond_t settled;
    enum future_state state;
    int references;
    void *value;
};

typedef void *(*task_function)(void *argument);

struct task {
    task_function run;
    void *argument;
    struct future *future;
    struct task *next;
};

struct task_queue {
    struct task *head, **tail;
    size_t length;
};

enum shutdown_mode { SHUTDOWN_FINISH, SHUTDOWN_CANCEL };

struct pool {
    pthread_mutex_t lock;
    pthread_cond_t work;
    struct task_queue queue;
    atomic_bool stopping;
    size_t finished, cancelled; /* tasks; under the lock */
    size_t worker_count;
    pthread_t workers[];
};

/* Futures */

static struct future *future_new(void)
{
    struct future *future = malloc(sizeof *future);
    if (!future)
        return NULL;
    if (pthread_mutex_init(&future->lock, NULL) != 0) {
        free(future);
        return NULL;
    }
    if (pthread_cond_init(&future->settled, NULL) != 0) {
        pthread_mutex_destroy(&future->lock);
        free(future);
        return NULL;
    }
    future->state = FUTURE_PENDING;
    future->references = 2;
    future->value = NULL;
    return future;
}

static void future_free(struct future *future)
{
    pthread_cond_destroy(&future->settled);
    pthread_mutex_destroy(&future->lock);
    free(future);
}

/* Gives up one of the two references. */
static void future_release(struct future *future)
{
    pthread_mutex_lock(&future->lock);
    int left = --future->references;
    pthread_mutex_unlock(&future->lock);
    if (left == 0)
        future_free(future);
}

/* The pool's side: the value is there, or never will be. */
static void future_settle(struct future *future, enum future_state state, void *value)
{
    pthread_mutex_lock(&future->lock);
    assert(future->state == FUTURE_PENDING);
    future->state = state;
    future->value = value;
    pthread_cond_broadcast(&future->settled);
    pthread_mutex_unlock(&future->lock);
    future_release(future);
}

/* The caller's side: waits, takes the value, gives the future back. Returns 0,
 * or -ECANCELED where the task never ran. */
static int future_get(struct future *future, void **value)
{
    pthread_mutex_lock(&future->lock);
    while (future->state == FUTURE_PENDING)
        pthread_cond_wait(&future->settled, &future->lock);
    int result = future->state == FUTURE_DONE ? 0 : -ECANCELED;
    if (value)
        *value = future->value;
    pthread_mutex_unlock(&future->lock);
    future_release(future);
    return result;
}

/* The queue: first in, first out. The pool's lock protects it. */

static void task_queue_init(struct task_queue *queue)
{
    queue->head = NULL;
    queue->tail = &queue->head;
    queue->length = 0;
}

static void task_queue_push(struct task_queue *queue, struct task *task)
{
    task->next = NULL;
    *queue->tail = task;
    queue->tail = &task->next;
    queue->length++;
}

static struct task *task_queue_pop(struct task_queue *queue)
{
    struct task *task = queue->head;
    if (!task)
        return NULL;
    queue->head = task->next;
    if (!queue->head)
        queue->tail = &queue->head;
    queue->length--;
    return task;
}

static struct task *task_new(task_function run, void *argument)
{
    struct task *task = malloc(sizeof *task);
    if (!task)
        return NULL;
    task->future = future_new();
    if (!task->future) {
        free(task);
        return NULL;
    }
    task->run = run;
    task->argument = argument;
    return task;
}

/* Workers */

/* Waits for a task. NULL: the pool is ending and nothing is left to do. */
static struct task *pool_next_task(struct pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    while (!pool->queue.head && !atomic_load(&pool->stopping))
        pthread_cond_wait(&pool->work, &pool->lock); /* expect: lost wakeup */
    struct task *task = task_queue_pop(&pool->queue);
    pthread_mutex_unlock(&pool->lock);
    return task;
}

static void pool_count_finished(struct pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    pool->finished++;
    pthread_mutex_unlock(&pool->lock);
}

static void *pool_worker(void *argument)
{
    struct pool *pool = argument;
    struct task *task;
    while ((task = pool_next_task(pool)) != NULL) {
        void *value = task->run(task->argument);
        pool_count_finished(pool);
        future_settle(task->future, FUTURE_DONE, value);
        free(task);
    }
    return NULL;
}

/* From now on nothing is accepted, and workers end when they find no work. */
static void pool_announce_end(struct pool *pool)
{
#ifdef BUG
    atomic_store(&pool->stopping, true);
    pthread_cond_broadcast(&pool->work);
#else
    pthread_mutex_lock(&pool->lock);
    atomic_store(&pool->stopping, true);
    pthread_cond_broadcast(&pool->work);
    pthread_mutex_unlock(&pool->lock);
#endif
}

static void pool_join_workers(struct pool *pool)
{
    for (size_t i = 0; i < pool->worker_count; i++)
        pthread_join(pool->workers[i], NULL);
    pool->worker_count = 0;
}

/* Takes out everything that no worker has begun. */
static void pool_cancel_queued(struct pool *pool)
{
    struct task *task;
    pthread_mutex_lock(&pool->lock);
    struct task *first = pool->queue.head;
    pool->cancelled += pool->queue.length;
    task_queue_init(&pool->queue);
    pthread_mutex_unlock(&pool->lock);
    while ((task = first) != NULL) {
        first = task->next;
        future_settle(task->future, FUTURE_CANCELLED, NULL);
        free(task);
    }
}

/* The pool, for its users */

static void pool_shutdown(struct pool *pool, enum shutdown_mode mode)
{
    if (mode == SHUTDOWN_CANCEL)
        pool_cancel_queued(pool);
    pool_announce_end(pool);
    pool_join_workers(pool);
}

/* After pool_shutdown(). */
static void pool_free(struct pool *pool)
{
    assert(pool->worker_count == 0 && !pool->queue.head);
    pthread_cond_destroy(&pool->work);
    pthread_mutex_destroy(&pool->lock);
    free(pool);
}

static int pool_start_workers(struct pool *pool, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int error = pthread_create(&pool->workers[i], NULL, pool_worker, pool);
        if (error != 0)
            return -error;
        pool->worker_count++;
    }
    return 0;
}

/* NULL: there is no memory, or no thread could be started. */
static struct pool *pool_new(size_t workers)
{
    struct pool *pool = calloc(1, sizeof *pool + workers * sizeof *pool->workers);
    if (!pool)
        return NULL;
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->work, NULL);
    task_queue_init(&pool->queue);
    if (pool_start_workers(pool, workers) != 0) {
        pool_shutdown(pool, SHUTDOWN_CANCEL);
        pool_free(pool);
        return NULL;
    }
    return pool;
}

/* The future is the caller's, to be given to future_get(). NULL: there is no
 * memory, or the pool is ending. */
static struct future *pool_submit(struct pool *pool, task_function run, void *argument)
{
    struct task *task = task_new(run, argument);
    if (!task)
        return NULL;
    struct future *future = task->future;
    pthread_mutex_lock(&pool->lock);
    bool accepted = !atomic_load(&pool->stopping);
    if (accepted) {
        task_queue_push(&pool->queue, task);
        pthread_cond_signal(&pool->work);
    }
    pthread_mutex_unlock(&pool->lock);
    if (accepted)
        return future;
    future_free(future);
    free(task);
    return NULL;
}

/* The workload: a sum of squares in two tasks, then one that may be cancelled */

enum { WORKERS = 2, TASKS = 2 };

struct range {
    long from, to, sum;
};

static void *sum_squares(void *argument)
{
    struct range *range = argument;
    range->sum = 0;
    for (long i = range->from; i < range->to; i++)
        range->sum += i * i;
    return &range->sum;
}

static long sum_in_pool(struct pool *pool)
{
    struct range ranges[TASKS] = {{.from = 0, .to = 4}, {.from = 4, .to = 8}};
    struct future *futures[TASKS];
    long total = 0;
    for (int i = 0; i < TASKS; i++) {
        futures[i] = pool_submit(pool, sum_squares, &ranges[i]);
        assert(futures[i]);
    }
    for (int i = 0; i < TASKS; i++) {
        void *value;
        int result = future_get(futures[i], &value);
        assert(result == 0);
        total += *(long *)value;
    }
    return total;
}

int main(void)
{
    struct range late = {.from = 0, .to = 2};
    struct pool *pool = pool_new(WORKERS);
    if (!pool) {
        fprintf(stderr, "pool: cannot start %d workers\n", WORKERS);
        return EXIT_FAILURE;
    }
    long total = sum_in_pool(pool);
    assert(total == 140);
    struct future *future = pool_submit(pool, sum_squares, &late);
    assert(future);
    pool_shutdown(pool, SHUTDOWN_CANCEL);
    int result = future_get(future, NULL);
    assert(result == -ECANCELED || late.sum == 1);
    assert(pool->finished + pool->cancelled == TASKS + 1);
    printf("pool: %ld, %zu finished, %zu cancelled\n", total, pool->finished, pool->cancelled);
    pool_free(pool);
    return EXIT_SUCCESS;
}
