/* explore: use after free */
#include <pthread.h>
#include <stdlib.h>

static void *use(void *argument)
{
    *(int *)argument = 1;
    return NULL;
}

int main(void)
{
    pthread_t thread;
    int *number = malloc(sizeof *number);
    pthread_create(&thread, NULL, use, number);
    free(number);
    pthread_join(thread, NULL);
    return 0;
}
