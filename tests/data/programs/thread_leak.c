/* A thread that nobody joins. */
#include <pthread.h>
#include <unistd.h>

static void *worker(void *unused)
{
    return unused;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, worker, NULL);
    usleep(100000);
    return 0;
}
