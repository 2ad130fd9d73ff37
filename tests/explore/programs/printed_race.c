/* explore: data race
 * printf reads the text that another thread writes. */
#include <pthread.h>
#include <stdio.h>
#include <string.h>

static char name[16] = "none";

static void *rename_it(void *argument)
{
    strcpy(name, "somebody");
    return argument;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, rename_it, NULL);
    printf("%s\n", name);
    pthread_join(thread, NULL);
    return 0;
}
