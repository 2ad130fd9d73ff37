/* explore: use after free
 * A reader keeps a pointer into a vector that another thread makes grow. */
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int *items, count;

static int peek(void)
{
    pthread_mutex_lock(&lock);
    int *first = items;
    pthread_mutex_unlock(&lock);
    return first ? *first : 0;
}

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
    pthread_t thread;
    int numbers[2] = {1, 2};
    push(&numbers[0]);
    pthread_create(&thread, NULL, push, &numbers[1]);
    int first = peek();
    pthread_join(thread, NULL);
    assert(first == 1);
    free(items);
    return 0;
}
