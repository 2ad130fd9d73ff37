/* explore: proved
 * A pipe and an event counter between threads; exit handlers run. */
#include <assert.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

static int ends[2], counter, total;

static void *produce(void *argument)
{
    uint64_t one = 1;
    for (int i = 1; i <= 3; i++)
        assert(write(ends[1], &i, sizeof i) == sizeof i);
    close(ends[1]);
    assert(write(counter, &one, sizeof one) == sizeof one);
    return argument;
}

static void check(void)
{
    assert(total == 6);
}

int main(void)
{
    pthread_t thread;
    uint64_t done;
    int value;
    atexit(check);
    assert(pipe(ends) == 0 && (counter = eventfd(0, 0)) >= 0);
    pthread_create(&thread, NULL, produce, NULL);
    while (read(ends[0], &value, sizeof value) == sizeof value)
        total += value;
    assert(read(counter, &done, sizeof done) == sizeof done && done == 1);
    pthread_join(thread, NULL);
    return 0;
}
