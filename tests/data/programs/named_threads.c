/* Named threads, and a race inside memcpy(). */
#include <pthread.h>
#include <string.h>
#include <unistd.h>

static char text[100], other[100];

static void *writer(void *unused)
{
    pthread_setname_np(pthread_self(), "my writer");
    memcpy(text, other, sizeof text);
    return unused;
}

static void *reader(void *unused)
{
    usleep(100000);
    pthread_setname_np(pthread_self(), "my reader");
    memcpy(other + 50, text, 50);
    return unused;
}

int main(void)
{
    pthread_t threads[2];
    pthread_create(&threads[0], NULL, writer, NULL);
    pthread_create(&threads[1], NULL, reader, NULL);
    pthread_join(threads[0], NULL);
    pthread_join(threads[1], NULL);
    return 0;
}
