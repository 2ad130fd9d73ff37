/* explore: crash
 * A stack overflow in one thread. */
#include <pthread.h>

static int deep(volatile int n)
{
    volatile char room[4096];
    room[0] = (char)n;
    return n ? deep(n + 1) + room[0] : 0;
}

static void *dive(void *argument)
{
    return deep(1) ? argument : NULL;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, dive, NULL);
    pthread_join(thread, NULL);
    return 0;
}
