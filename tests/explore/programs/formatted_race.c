/* explore: data race
 * snprintf writes into one buffer for two threads. */
#include <pthread.h>
#include <stdio.h>

static char line[32];

static void *format(void *argument)
{
    snprintf(line, sizeof line, "%d", 12345);
    return argument;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, format, NULL);
    format(NULL);
    pthread_join(thread, NULL);
    return 0;
}
