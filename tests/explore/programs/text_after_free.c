/* explore: use after free
 * What libc reads on the program's behalf counts as read by the program. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static int number;

static void *use(void *argument)
{
    const char *text = argument;
    number = atoi(strchr(text, '=') + 1);
    return NULL;
}

int main(void)
{
    pthread_t thread;
    char *text = malloc(8);
    strcpy(text, "n=12");
    pthread_create(&thread, NULL, use, text);
    free(text);
    pthread_join(thread, NULL);
    return number;
}
