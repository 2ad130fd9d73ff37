/* explore: data race
 * A local variable of main that two threads add to, part of a local structure,
 * and a thread-local variable that another thread is handed. */
#include <pthread.h>
#include <stddef.h>

struct job {
    int done;
    int *total;
    int **seen;
};

static _Thread_local int looks;

static void *work(void *argument)
{
    struct job *job = argument;
    ++*job->total;
    job->done = 1;
    ++**job->seen;
    return NULL;
}

int main(void)
{
    int total = 0;
    int *seen = &looks;
    struct job jobs[2] = {{.total = &total, .seen = &seen}, {.total = &total, .seen = &seen}};
    pthread_t threads[2];
    for (int i = 0; i < 2; i++)
        pthread_create(&threads[i], NULL, work, &jobs[i]);
    total = total + jobs[1].done;
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    return 0;
}
