/* An instance that is made when it is first asked for. */
#include <pthread.h>
#include <stdlib.h>

struct config {
    int level;
};

static struct config *instance;

static struct config *get_config(void)
{
    if (!instance) {
        instance = malloc(sizeof *instance);
        instance->level = 3;
    }
    return instance;
}

static void *reader(void *sum)
{
    *(int *)sum = get_config()->level;
    return NULL;
}

int main(void)
{
    int levels[2];
    pthread_t threads[2];
    for (int i = 0; i < 2; i++)
        pthread_create(&threads[i], NULL, reader, &levels[i]);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    return levels[0] + levels[1] != 6;
}
