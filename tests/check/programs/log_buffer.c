/* Threads append to a buffer: each reserves its place, then writes, then counts. */
#include <pthread.h>
#include <stdio.h>
#include <string.h>

static char buffer[64];
static size_t used;

static void append(const char *text)
{
    size_t length = strlen(text);
    memcpy(buffer + used, text, length);
    used += length;
}

static void *worker(void *name)
{
    append(name);
    return NULL;
}

int main(void)
{
    pthread_t one, two;
    char first[] = "first;", second[] = "second;";
    pthread_create(&one, NULL, worker, first);
    pthread_create(&two, NULL, worker, second);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    puts(used == 13 ? "complete" : "torn");
    return 0;
}
