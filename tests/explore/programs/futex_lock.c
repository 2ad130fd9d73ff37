/* explore: proved
 * A lock of one's own: Drepper, "Futexes Are Tricky", section 5. */
#include <assert.h>
#include <linux/futex.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { FREE, HELD, CONTENDED, THREADS = 2 };

static atomic_int word;
static int count;

static void lock(void)
{
    int seen = FREE;
    if (atomic_compare_exchange_strong(&word, &seen, HELD))
        return;
    do {
        int held = HELD;
        if (seen == CONTENDED || atomic_compare_exchange_strong(&word, &held, CONTENDED))
            syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, CONTENDED, NULL);
        seen = FREE;
    } while (!atomic_compare_exchange_strong(&word, &seen, CONTENDED));
}

static void unlock(void)
{
    if (atomic_exchange(&word, FREE) == CONTENDED)
        syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, 1);
}

static void *work(void *nothing)
{
    lock();
    count++;
    unlock();
    return nothing;
}

int main(void)
{
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++)
        pthread_create(&threads[i], NULL, work, NULL);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    assert(count == THREADS);
    return 0;
}
