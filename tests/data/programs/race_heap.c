/* main() reads a heap block that a thread writes under a lock; main() holds another. */
#include <pthread.h>
#include <stdlib.h>

static pthread_mutex_t one = PTHREAD_MUTEX_INITIALIZER, two = PTHREAD_MUTEX_INITIALIZER;
static int *block;

static void *worker(void *unused)
{
    pthread_mutex_lock(&one);
    block[3] = 7;
    pthread_mutex_unlock(&one);
    return unused;
}

int main(void)
{
    block = calloc(10, sizeof *block);
    pthread_t thread;
    pthread_create(&thread, NULL, worker, NULL);
    pthread_mutex_lock(&two);
    int seen = block[3];
    pthread_mutex_unlock(&two);
    pthread_join(thread, NULL);
    free(block);
    return seen == 9;
}
