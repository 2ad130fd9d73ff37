/* explore: proved
 * Atomics of 16 bytes and of a structure. */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

struct triple {
    long numbers[3];
};

static _Atomic __int128 sum;
static _Atomic struct triple whole;

static void *add(void *argument)
{
    sum += (__int128)1 << 64 | 1;
    struct triple before = whole, after;
    do {
        after = before;
        for (int i = 0; i < 3; i++)
            after.numbers[i]++;
    } while (!atomic_compare_exchange_strong(&whole, &before, after));
    return argument;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, add, NULL);
    add(NULL);
    pthread_join(thread, NULL);
    __int128 two = (__int128)2 << 64 | 2;
    assert(sum == two && atomic_exchange(&sum, 5) == two && atomic_load(&sum) == 5);
    struct triple end = whole;
    assert(end.numbers[0] == 2 && end.numbers[1] == 2 && end.numbers[2] == 2);
    return 0;
}
