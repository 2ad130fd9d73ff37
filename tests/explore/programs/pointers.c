/* explore: leak
 * Pointers of every kind: to an array's element, a struct, a function, a node, NULL. */
#include <pthread.h>
#include <stdlib.h>

struct node {
    struct node *next;
    long value;
};

static struct account {
    long balance, debits;
} accounts[4];
static struct account giro;
static struct account *_Atomic chosen;
static long *total;
static struct node *_Atomic first;

static void handle(void) {}

static void leave(void) {}

static void (*_Atomic handler)(void) = handle;

static void *work(void *argument)
{
    struct node *node = malloc(sizeof *node);
    node->next = first;
    first = node;
    chosen = argument ? &accounts[1] : &giro;
    handler = leave;
    total = &accounts[2].debits;
    return NULL;
}

int main(void)
{
    pthread_t threads[2];
    for (long i = 0; i < 2; i++)
        pthread_create(&threads[i], NULL, work, i ? &threads : NULL);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    return 0;
}
