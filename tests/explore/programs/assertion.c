/* explore: assertion failed
 * Holds in every order but one. */
#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

static atomic_int balance = 100;

static void *withdraw(void *argument)
{
    if (atomic_load(&balance) >= 100)
        atomic_fetch_sub(&balance, 100);
    return argument;
}

int main(void)
{
    pthread_t threads[2];
    for (int i = 0; i < 2; i++)
        pthread_create(&threads[i], NULL, withdraw, NULL);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    assert(atomic_load(&balance) >= 0);
    return 0;
}
