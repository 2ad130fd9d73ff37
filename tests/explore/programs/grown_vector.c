/* explore: proved
 * A vector that two threads make grow, under a lock. */
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int *items, count;

static void *push(void *number)
{
    pthread_mutex_lock(&lock);
    items = realloc(items, (size_t)(count + 1) * sizeof *items);
    items[count++] = *(int *)number;
    pthread_mutex_unlock(&lock);
    return NULL;
}

int main(void)
{
    pthread_t threads[2];
    int numbers[2] = {1, 2};
    for (int i = 0; i < 2; i++)
        pthread_create(&threads[i], NULL, push, &numbers[i]);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    assert(count == 2 && items[0] + items[1] == 3);
    free(items);
    return 0;
}
