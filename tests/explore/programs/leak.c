/* explore: leak
 * The block that a thread leaves behind; the one that a global keeps is none. */
#include <pthread.h>
#include <stdlib.h>

static int *kept;

static void *make(void *argument)
{
    int *number = malloc(sizeof *number);
    *number = 1;
    return argument;
}

int main(void)
{
    pthread_t thread;
    kept = malloc(3 * sizeof *kept);
    pthread_create(&thread, NULL, make, NULL);
    pthread_join(thread, NULL);
    return 0;
}
