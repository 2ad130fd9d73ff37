/* explore: proved
 * rand() is one sequence for all threads, and begins anew in each execution:
 * whoever draws first has the first number. */
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

static int first, second, drawn[2];

static void *draw(void *argument)
{
    int *place = argument;
    *place = rand();
    return NULL;
}

int main(void)
{
    pthread_t thread;
    srand(7);
    first = rand();
    second = rand();
    srand(7);
    pthread_create(&thread, NULL, draw, &drawn[0]);
    draw(&drawn[1]);
    pthread_join(thread, NULL);
    assert((drawn[0] == first && drawn[1] == second) || (drawn[1] == first && drawn[0] == second));
    return 0;
}
