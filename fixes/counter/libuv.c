/* The same as event_loop.c with libuv, a loop that people use: one thread owns
 * the counter and runs the loop, the others leave their increments in a queue
 * and wake it with uv_async_send(), the one call of libuv that other threads
 * may make. The queue is ours to write and to lock.
 *
 * What it costs: a lock for every post. The queue holds 1,024 calls; who finds
 * it full waits, so memory is bounded. uv_async_send() calls made in quick
 * succession become one wake-up, so the callback must empty the whole queue.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <uv.h>

enum { SLOTS = 1024 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static void (*queue[SLOTS])(void); /* guarded by lock, as are the next two */
static long posted, run_so_far;

static uv_loop_t loop;
static uv_async_t wake_up;
static pthread_t owner;
static long counter; /* owned by the owner's thread */

static void post(void (*call)(void))
{
    pthread_mutex_lock(&lock);
    while (posted - run_so_far == SLOTS)
        pthread_cond_wait(&changed, &lock);
    queue[posted++ % SLOTS] = call;
    uv_async_send(&wake_up);
    pthread_mutex_unlock(&lock);
}

static void wait_for_all(void)
{
    pthread_mutex_lock(&lock);
    long end = posted;
    while (run_so_far < end)
        pthread_cond_wait(&changed, &lock);
    pthread_mutex_unlock(&lock);
}

static void on_wake_up(uv_async_t *async)
{
    (void)async;
    pthread_mutex_lock(&lock);
    while (run_so_far < posted) {
        queue[run_so_far % SLOTS]();
        run_so_far++;
    }
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&lock);
}

static void add_one(void)
{
    counter++;
}

static void set_to_zero(void)
{
    counter = 0;
}

static void stop(void)
{
    uv_close((uv_handle_t *)&wake_up, NULL); /* the loop's last handle: uv_run() returns */
}

static void add(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++)
        post(add_one);
}

static void *run_loop(void *unused)
{
    uv_run(&loop, UV_RUN_DEFAULT);
    return unused;
}

static void open_loop(const struct lab_run *run)
{
    (void)run;
    if (uv_loop_init(&loop) || uv_async_init(&loop, &wake_up, on_wake_up) ||
        pthread_create(&owner, NULL, run_loop, NULL)) {
        fprintf(stderr, "cannot start the owner's thread and its loop\n");
        exit(4);
    }
}

static void reset(const struct lab_run *run)
{
    (void)run;
    post(set_to_zero);
    wait_for_all();
}

static struct lab_outcome check(const struct lab_run *run)
{
    wait_for_all();
    return (struct lab_outcome){.expected = run->threads * run->increments, .actual = counter};
}

static void close_loop(const struct lab_run *run)
{
    (void)run;
    post(stop);
    pthread_join(owner, NULL);
    uv_loop_close(&loop);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "the same with libuv: a locked queue and uv_async_send()",
    .cure = "ownership",
    .place = 12,
    .actors = {add},
    .open = open_loop,
    .reset = reset,
    .check = check,
    .close = close_loop,
};
