/* explore: data race
 * What lies on the heap is named by who allocated it. */
#include <pthread.h>
#include <stdlib.h>

struct node {
    struct node *next;
    int values[4];
};

static void *count(void *argument)
{
    struct node *node = argument;
    node->values[2]++;
    return NULL;
}

int main(void)
{
    pthread_t thread;
    struct node *first = malloc(sizeof *first);
    first->values[2] = 0;
    pthread_create(&thread, NULL, count, first);
    count(first);
    pthread_join(thread, NULL);
    free(first);
    return 0;
}
