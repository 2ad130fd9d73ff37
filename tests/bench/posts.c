/* Posts per second: our loop against libuv, side by side in one run.
 *
 * Every poster posts the same call, "add 1 to the owner's number", to one loop
 * thread, as fast as it can. Four ways:
 *
 *   uv malloc    libuv as a person would write it: a message from malloc, put
 *                into a list under a mutex, uv_async_send, free after the call
 *   uv no malloc the same with all messages there from the start
 *   loop_post    ours with all posts there from the start, shared mailbox
 *   outbox       ours with an outbox per poster, 16 MiB each
 *
 * How fast a machine hands memory from one core to another, and what else it has
 * to do, changes within a second. So the ways take turns in slices of 80 ms, and
 * a ratio compares the slices of one round; printed are the median of the rounds
 * and the least. Nothing is asserted.
 *
 *     posts [ROUNDS]
 */
#include "loop/outbox.h"
#include "loop/owner.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <uv.h>

enum {
    POSTERS_MAX = 4,
    WAYS = 4,
    ROUNDS_MAX = 99,
    SLICES = 2, /* of every way in a round */
    SLICE_NANOSECONDS = 80000000,
    POSTS_FIRST = 100000, /* in the first slice; then as many as fit */
    OBJECTS_MOST = 8000000,
    SLOTS = 1 << 20
};

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

static atomic_int outboxes; /* so far: who takes which slots */

static void *outbox_poster(void *unused)
{
    static struct call all_calls[POSTERS_MAX][SLOTS];
    struct call *calls = all_calls[atomic_fetch_add(&outboxes, 1) % POSTERS_MAX];
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
    return (double)(clock_now() - start);
}

/* One slice: posts_each by every poster; returns nanoseconds. */
static double run_slice(const struct way *way, int posters)
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
    double nanoseconds = run_posters(way, posters, objects, uv_thread);
    if (way->is_uv)
        uv_loop_close(&uv.loop);
    for (int i = 0; i < posters; i++)
        free(objects[i]);
    if (number != posts_each * posters)
        abort();
    return nanoseconds;
}

/* How many posts a way made in a round, and in what time. */
struct score {
    double posts, nanoseconds;
};

static double rate(const struct score *score)
{
    return score->posts * 1e3 / score->nanoseconds; /* million a second */
}

/* next[way]: how many posts its next slice is to have. */
static void run_round(int posters, long next[WAYS], struct score scores[WAYS])
{
    for (int slice = 0; slice < SLICES; slice++) {
        for (int way = 0; way < WAYS; way++) {
            posts_each = next[way] / posters;
            double took = run_slice(&ways[way], posters);
            scores[way].posts += (double)posts_each * posters;
            scores[way].nanoseconds += took;
            double fit = (double)next[way] * SLICE_NANOSECONDS / took;
            next[way] = fit < POSTS_FIRST ? POSTS_FIRST : (long)fit;
            if (ways[way].object && next[way] > OBJECTS_MOST)
                next[way] = OBJECTS_MOST; /* memory */
        }
    }
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

enum { UV_MALLOC, UV, LOOP_POST, OUTBOX };

static void print_ratio(struct score scores[][WAYS], int rounds, int ours, int theirs)
{
    double ratios[ROUNDS_MAX];
    for (int i = 0; i < rounds; i++)
        ratios[i] = rate(&scores[i][ours]) / rate(&scores[i][theirs]);
    qsort(ratios, (size_t)rounds, sizeof *ratios, ascending);
    printf("  %5.1fx (%4.1fx)", ratios[rounds / 2], ratios[0]);
}

static void print_rate(struct score scores[][WAYS], int rounds, int way)
{
    double rates[ROUNDS_MAX];
    for (int i = 0; i < rounds; i++)
        rates[i] = rate(&scores[i][way]);
    qsort(rates, (size_t)rounds, sizeof *rates, ascending);
    printf("  %12.1f", rates[rounds / 2]);
}

static void compare(int posters, int rounds)
{
    struct score scores[ROUNDS_MAX][WAYS] = {0}, warm[WAYS] = {0};
    long next[WAYS] = {POSTS_FIRST, POSTS_FIRST, POSTS_FIRST, POSTS_FIRST};
    run_round(posters, next, warm);
    for (int round = 0; round < rounds; round++)
        run_round(posters, next, scores[round]);
    printf("%7d", posters);
    for (int way = 0; way < WAYS; way++)
        print_rate(scores, rounds, way);
    print_ratio(scores, rounds, OUTBOX, UV_MALLOC);
    print_ratio(scores, rounds, OUTBOX, UV);
    print_ratio(scores, rounds, LOOP_POST, UV_MALLOC);
    print_ratio(scores, rounds, LOOP_POST, UV);
    printf("\n");
    fflush(stdout);
}

int main(int count, char **values)
{
    long wanted = count > 1 ? strtol(values[1], NULL, 10) : 9;
    int rounds = wanted < 1 ? 1 : wanted > ROUNDS_MAX ? ROUNDS_MAX : (int)wanted;
    printf("million posts a second, median of %d rounds; ratios: median (least); libuv %s\n",
           rounds, uv_version_string());
    printf("posters");
    for (int way = 0; way < WAYS; way++)
        printf("  %12s", ways[way].name);
    printf("  %14s  %14s  %14s  %14s\n", "outbox/uvm", "outbox/uv", "post/uvm", "post/uv");
    for (int posters = 1; posters <= 4; posters *= 2)
        compare(posters, rounds);
    return 0;
}
