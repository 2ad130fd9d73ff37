/* explore: proved
 * Numbers pass through two stages; a bounded queue lies before each.
 * pipeline_bug.c is the same with a stage that asks once instead of again. */
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

enum { ROOM = 1, NUMBERS = 2, STAGES = 2 };

struct queue {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    int *slots;
    int count, first;
};

static struct queue queues[2];
static int sum;

static void queue_init(struct queue *queue)
{
    pthread_mutex_init(&queue->lock, NULL);
    pthread_cond_init(&queue->changed, NULL);
    queue->slots = calloc(ROOM, sizeof *queue->slots);
    queue->count = queue->first = 0;
}

static void queue_release(struct queue *queue)
{
    pthread_cond_destroy(&queue->changed);
    pthread_mutex_destroy(&queue->lock);
    free(queue->slots);
}

static void put(struct queue *queue, int number)
{
    pthread_mutex_lock(&queue->lock);
    while (queue->count == ROOM)
        pthread_cond_wait(&queue->changed, &queue->lock);
    queue->slots[(queue->first + queue->count++) % ROOM] = number;
    pthread_cond_broadcast(&queue->changed);
    pthread_mutex_unlock(&queue->lock);
}

static int get(struct queue *queue)
{
    pthread_mutex_lock(&queue->lock);
#ifdef BUG
    if (queue->count == 0)
        pthread_cond_wait(&queue->changed, &queue->lock);
#else
    while (queue->count == 0)
        pthread_cond_wait(&queue->changed, &queue->lock);
#endif
    assert(queue->count > 0);
    int number = queue->slots[queue->first];
    queue->first = (queue->first + 1) % ROOM;
    queue->count--;
    pthread_cond_broadcast(&queue->changed);
    pthread_mutex_unlock(&queue->lock);
    return number;
}

/* Two of these share the first queue: either may get a number. */
static void *double_one(void *argument)
{
    put(&queues[1], 2 * get(&queues[0]));
    return argument;
}

int main(void)
{
    pthread_t stages[STAGES];
    for (int i = 0; i < 2; i++)
        queue_init(&queues[i]);
    for (int i = 0; i < STAGES; i++)
        pthread_create(&stages[i], NULL, double_one, NULL);
    for (int i = 1; i <= NUMBERS; i++)
        put(&queues[0], i);
    for (int i = 0; i < NUMBERS; i++)
        sum += get(&queues[1]);
    for (int i = 0; i < STAGES; i++)
        pthread_join(stages[i], NULL);
    assert(sum == NUMBERS * (NUMBERS + 1));
    for (int i = 0; i < 2; i++)
        queue_release(&queues[i]);
    return 0;
}
