#include "workshop/exploring.h"
#include "workshop/phrase.h"
#include "workshop/sentence.h"
#include "explore/launch/arguments.h"
#include "judge/memory.h"
#include "process/child.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { GRACE_SECONDS = 3, WORKERS_MAX = 16, OUTPUT_LIMIT = 1 << 26 };

/* Twice what the search may take for its states. */
static const size_t most_memory = (size_t)2 << 30;

/* The lists's next item, for whoever has time. */
struct queue {
    struct exploring *items;
    size_t count;
    atomic_size_t next;
    atomic_bool over; /* one gave no answer: the others would not either */
};

static bool told(const struct child_result *result, struct exploration *exploration)
{
    if (result->end != CHILD_EXITED || (result->code != 0 && result->code != 3))
        return false;
    if (exploration_read(exploration, result->output) == 0)
        return true;
    exploration_release(exploration);
    return false;
}

static void explore_one(struct exploring *exploring)
{
    struct arguments arguments;
    struct child_result result;
    char text[128];
    arguments_init(&arguments, &exploring->order);
    const struct child_spec spec = {.argv = (const char *const *)arguments.items,
                                    .seconds = exploring->order.seconds + GRACE_SECONDS,
                                    .output_limit = OUTPUT_LIMIT,
                                    .tree_limit = most_memory};
    if (child_run(&spec, &result) != 0)
        memory_exhausted();
    arguments_release(&arguments);
    exploring->told = told(&result, &exploring->exploration);
    exploring->trouble = NULL;
    if (!exploring->told) {
        char *end = phrase(child_end_text(&result, text, sizeof text));
        exploring->trouble = memory_print(sentence("under the explorer the program %s"), end);
        free(end);
    }
    child_result_release(&result);
}

static void *work(void *argument)
{
    struct queue *queue = argument;
    for (;;) {
        size_t i = atomic_fetch_add_explicit(&queue->next, 1, memory_order_relaxed);
        if (i >= queue->count)
            return NULL;
        if (atomic_load_explicit(&queue->over, memory_order_relaxed)) {
            queue->items[i].trouble = memory_copy_text("it was not tried");
            continue;
        }
        explore_one(&queue->items[i]);
        if (!queue->items[i].told)
            atomic_store_explicit(&queue->over, true, memory_order_relaxed);
    }
}

void exploring_run(struct exploring *list, size_t count, size_t most)
{
    struct queue queue = {.items = list, .count = count};
    pthread_t workers[WORKERS_MAX];
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    size_t wanted = cores < 1 ? 1 : cores > WORKERS_MAX ? WORKERS_MAX : (size_t)cores, started = 0;
    if (most > 0 && wanted > most)
        wanted = most;
    while (started + 1 < wanted && started + 1 < count &&
           pthread_create(&workers[started], NULL, work, &queue) == 0)
        started++;
    work(&queue); /* this thread too, or alone where no other could be had */
    for (size_t i = 0; i < started; i++)
        pthread_join(workers[i], NULL);
}

void exploring_release(struct exploring *exploring)
{
    if (exploring->told)
        exploration_release(&exploring->exploration);
    free(exploring->trouble);
    exploring->told = false;
    exploring->trouble = NULL;
}
