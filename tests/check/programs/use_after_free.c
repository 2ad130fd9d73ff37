/* A request is freed by who made it while a worker still reads it. */
#include <pthread.h>
#include <stdlib.h>

struct request {
    int number;
};

static void *serve(void *argument)
{
    struct request *request = argument;
    return (void *)(long)request->number;
}

int main(void)
{
    pthread_t worker;
    struct request *request = malloc(sizeof *request);
    request->number = 7;
    pthread_create(&worker, NULL, serve, request);
    free(request);
    pthread_join(worker, NULL);
    return 0;
}
