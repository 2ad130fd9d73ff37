/* explore: assertion failed
 * Two atomic operations on 16 bytes are not one. */
#include <assert.h>
#include <pthread.h>

static _Atomic __int128 sum;

static void *add(void *argument)
{
    __int128 before = sum;
    sum = before + 1;
    return argument;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, add, NULL);
    add(NULL);
    pthread_join(thread, NULL);
    assert(sum == 2);
    return 0;
}
