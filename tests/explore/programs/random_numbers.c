/* explore: unsupported
 * The next number is not the program's to know. */
#include <pthread.h>
#include <stdlib.h>

static int number;

static void *draw(void *argument)
{
    number = rand();
    return argument;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, draw, NULL);
    pthread_join(thread, NULL);
    return number == 0;
}
