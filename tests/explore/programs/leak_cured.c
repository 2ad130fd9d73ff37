/* explore: proved
 * Blocks that somebody can still reach, through other blocks, from inside, or
 * from a thread that goes on, are no leak. */
#include <pthread.h>
#include <stdlib.h>

struct node {
    struct node *next;
    int value;
};

static struct node *list;
static int *inside;
static pthread_key_t key;

static void *make(void *argument)
{
    int *number = malloc(sizeof *number);
    *number = 1;
    free(number);
    return argument;
}

static void *stay(void *argument)
{
    int *mine = malloc(sizeof *mine);
    pthread_setspecific(key, malloc(8));
    pthread_mutex_lock(argument);
    free(mine);
    return NULL;
}

int main(void)
{
    static pthread_mutex_t never = PTHREAD_MUTEX_INITIALIZER;
    pthread_t thread;
    pthread_key_create(&key, NULL);
    for (int i = 0; i < 2; i++) {
        struct node *node = malloc(sizeof *node);
        *node = (struct node){list, i};
        list = node;
    }
    inside = (int *)malloc(4 * sizeof *inside) + 2;
    pthread_create(&thread, NULL, make, NULL);
    pthread_join(thread, NULL);
    pthread_mutex_lock(&never);
    pthread_create(&thread, NULL, stay, &never);
    pthread_detach(thread);
    return 0;
}
