/* explore: endless run
 * Who looks too early lets the other turn for ever: every turn changes
 * something, so it is no waiting loop, and from there no execution ends. */
#include <pthread.h>
#include <stdatomic.h>

static atomic_int turns, stop;

static void *turn(void *unused)
{
    while (!atomic_load(&stop))
        atomic_fetch_xor(&turns, 1);
    return unused;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, turn, NULL);
    if (atomic_load(&turns))
        atomic_store(&stop, 1);
    pthread_join(thread, NULL);
    return 0;
}
