/* explore: assertion failed */
/* The first walk that fails shows one of the two; `--keep-going` shows both. */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int first, second;

static void *raise_first(void *unused)
{
    (void)unused;
    atomic_store(&first, 1);
    atomic_store(&first, 2);
    return NULL;
}

static void *raise_second(void *unused)
{
    (void)unused;
    atomic_store(&second, 1);
    atomic_store(&second, 2);
    return NULL;
}

int main(void)
{
    pthread_t one, other;
    pthread_create(&one, NULL, raise_first, NULL);
    pthread_create(&other, NULL, raise_second, NULL);
    assert(atomic_load(&first) != 1);
    assert(atomic_load(&second) != 1);
    pthread_join(one, NULL);
    pthread_join(other, NULL);
    return 0;
}
