/* explore: lost wakeup
 * A lock of one's own whose holder does not say that others wait: who finds it taken
 * sleeps, and the word is not marked, so that nobody wakes him. */
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
    while (!atomic_compare_exchange_strong(&word, &seen, HELD)) {
        syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, HELD, NULL);
        seen = FREE;
    }
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
