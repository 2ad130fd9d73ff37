/* Posts per second: our loop against libuv, side by side in one run.
 *
 * Every poster posts the same call, "add 1 to the owner's number", to one loop
 * thread, as fast as it can. Four ways:
 *
 *   uv malloc    libuv as a person would write it: a message from malloc, put
 *                into a list under a mutex, uv_async_send, free after the call
 *   uv no malloc the same with all messages there from the start
 *   loop_post    ours with all posts there from the start, shared mailbox
 *   outbox       ours with an outbox per poster, and its bounded ring
 *
 * A round measures all four one after the other, and the ratios are taken
 * within the round; printed is the median of the rounds. Nothing is asserted:
 * a machine that is busy with something else gives other figures.
 *
 *     posts [POSTS PER ROUND] [ROUNDS]
 */
#include "loop/outbox.h"
#include "loop/owner.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <uv.h>

enum { POSTERS_MAX = 8, WAYS = 4, ROUNDS_MAX = 99, SLOTS = 1024 };

static long posts_each; /* how many every poster makes */
static long number;     /* the loop thread's */

static void add_one(void *argument)
{
    ++*(long *)argument;
}

/* libuv */

struct message {
    struct message *next;
    void (*run)(void *argument);
    void *argument;
};

static struct {
    uv_loop_t loop;
    uv_async_t async;
    pthread_mutex_t lock; /* guards the list */
    struct message *first;
    struct message **end;
    long expected;
    bool with_malloc;
} uv = {.lock = PTHREAD_MUTEX_INITIALIZER};

static struct message *uv_take_all(void)
{
    pthread_mutex_lock(&uv.lock);
    struct message *list = uv.first;
    uv.first = NULL;
    uv.end = &uv.first;
    pthread_mutex_unlock(&uv.lock);
    return list;
}

static void uv_on_messages(uv_async_t *async)
{
    struct message *message = uv_take_all();
    while (message) {
        struct message *next = message->next;
        message->run(message->argument);
        if (uv.with_malloc)
            free(message);
        message = next;
    }
    if (number == uv.expected)
        uv_close((uv_handle_t *)async, NULL);
}

static void uv_post(struct message *message)
{
    message->next = NULL;
    message->run = add_one;
    message->argument = &number;
    pthread_mutex_lock(&uv.lock);
    *uv.end = message;
    uv.end = &message->next;
    pthread_mutex_unlock(&uv.lock);
    uv_async_send(&uv.async);
}

static void *uv_poster_malloc(void *unused)
{
    for (long i = 0; i < posts_each; i++) {
        struct message *message = malloc(sizeof *message);
        if (!message)
            abort();
        uv_post(message);
    }
    return unused;
}

static void *uv_poster(void *messages)
{
    for (long i = 0; i < posts_each; i++)
        uv_post((struct message *)messages + i);
    return NULL;
}

static void *uv_owner(void *unused)
{
    uv_run(&uv.loop, UV_RUN_DEFAULT);
    return unused;
}

/* ours */

static struct owner owner;

static void run_add_one(struct post *post)
{
    (void)post;
    add_one(&number);
}

static void *loop_poster(void *posts)
{
    for (long i = 0; i < posts_each; i++) {
        struct post *post = (struct post *)posts + i;
        post->run = run_add_one;
        loop_post(&owner.loop, post);
    }
    return NULL;
}

static void *outbox_poster(void *unused)
{
    struct call calls[SLOTS];
    struct outbox box;
    outbox_init(&box, &owner.loop, calls, SLOTS);
    for (long i = 0; i < posts_each; i++)
        outbox_post(&box, add_one, &number);
    outbox_release(&box);
    return unused;
}

/* measuring */

struct way {
    const char *name;
    void *(*poster)(void *objects);
    size_t object; /* bytes to have ready per post */
    bool is_uv;
    bool with_malloc;
};

static const struct way ways[WAYS] = {
    {"uv malloc", uv_poster_malloc, 0, true, true},
    {"uv no malloc", uv_poster, sizeof(struct message), true, false},
    {"loop_post", loop_poster, sizeof(struct post), false, false},
    {"outbox", outbox_poster, 0, false, false},
};

static void *objects_ready(size_t size)
{
    char *objects = malloc(size ? size : 1);
    if (!objects)
        abort();
    for (size_t i = 0; i < size; i += 1024) /* every page is there before the clock runs */
        objects[i] = 1;
    return objects;
}

static void open_uv(const struct way *way, int posters, pthread_t *thread)
{
    uv.with_malloc = way->with_malloc;
    uv.expected = posts_each * posters;
    uv.first = NULL;
    uv.end = &uv.first;
    uv_loop_init(&uv.loop);
    uv_async_init(&uv.loop, &uv.async, uv_on_messages);
    pthread_create(thread, NULL, uv_owner, NULL);
}

static void join_all(const pthread_t *threads, int count)
{
    for (int i = 0; i < count; i++)
        pthread_join(threads[i], NULL);
}

/* The clock runs from the first poster's creation until the last call has run. */
static double run_posters(const struct way *way, int posters, void **objects, pthread_t uv_thread)
{
    pthread_t threads[POSTERS_MAX];
    int64_t start = clock_now();
    for (int i = 0; i < posters; i++)
        pthread_create(&threads[i], NULL, way->poster, objects[i]);
    join_all(threads, posters);
    if (way->is_uv)
        pthread_join(uv_thread, NULL);
    else
        owner_stop(&owner);
    return (double)(clock_now() - start) / 1e9;
}

static double posts_per_second(const struct way *way, int posters)
{
    void *objects[POSTERS_MAX];
    pthread_t uv_thread = 0;
    number = 0;
    for (int i = 0; i < posters; i++)
        objects[i] = objects_ready(way->object * (size_t)posts_each);
    if (way->is_uv)
        open_uv(way, posters, &uv_thread);
    else if (owner_start(&owner))
        abort();
    double seconds = run_posters(way, posters, objects, uv_thread);
    if (way->is_uv)
        uv_loop_close(&uv.loop);
    for (int i = 0; i < posters; i++)
        free(objects[i]);
    if (number != posts_each * posters)
        abort();
    return (double)number / seconds;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(const double *values, int count)
{
    double sorted[ROUNDS_MAX];
    for (int i = 0; i < count; i++)
        sorted[i] = values[i];
    qsort(sorted, (size_t)count, sizeof *sorted, ascending);
    return sorted[count / 2];
}

static void print_ratio(const double *ours, const double *theirs, int rounds)
{
    double ratios[ROUNDS_MAX];
    for (int i = 0; i < rounds; i++)
        ratios[i] = ours[i] / theirs[i];
    printf("  %10.1fx", median(ratios, rounds));
}

static void compare(int posters, long posts, int rounds)
{
    double rates[WAYS][ROUNDS_MAX];
    posts_each = posts / posters;
    for (int round = 0; round < rounds; round++)
        for (int way = 0; way < WAYS; way++)
            rates[way][round] = posts_per_second(&ways[way], posters);
    printf("%7d", posters);
    for (int way = 0; way < WAYS; way++)
        printf("  %12.1f", median(rates[way], rounds) / 1e6);
    print_ratio(rates[3], rates[0], rounds);
    print_ratio(rates[3], rates[1], rounds);
    print_ratio(rates[2], rates[0], rounds);
    print_ratio(rates[2], rates[1], rounds);
    printf("\n");
    fflush(stdout);
}

static long argument(int count, char **values, int index, long otherwise, long most)
{
    if (index >= count)
        return otherwise;
    long value = strtol(values[index], NULL, 10);
    return value < POSTERS_MAX ? POSTERS_MAX : value > most ? most : value;
}

int main(int count, char **values)
{
    long posts = argument(count, values, 1, 2000000, 100000000);
    int rounds = (int)argument(count, values, 2, 9, ROUNDS_MAX);
    printf("million posts per second, median of %d rounds of %ld posts; libuv %s\n", rounds, posts,
           uv_version_string());
    printf("posters");
    for (int way = 0; way < WAYS; way++)
        printf("  %12s", ways[way].name);
    printf("  %11s  %11s  %11s  %11s\n", "outbox/uvm", "outbox/uv", "post/uvm", "post/uv");
    for (int posters = 1; posters <= POSTERS_MAX; posters *= 2)
        compare(posters, posts, rounds);
    return 0;
}
