/* explore: proved
 * How many a wake reaches, whom it does not, and waits that end otherwise. */
#include <assert.h>
#include <errno.h>
#include <linux/futex.h>
#include <limits.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { SLEEPERS = 2 };

static atomic_int word, awake;

static long futex(int operation, int value, const struct timespec *time)
{
    return syscall(SYS_futex, &word, operation, value, time, NULL, FUTEX_BITSET_MATCH_ANY);
}

static void *sleep_until_told(void *nothing)
{
    while (word == 0)
        futex(FUTEX_WAIT, 0, NULL);
    awake++;
    return nothing;
}

int main(void)
{
    pthread_t threads[SLEEPERS];
    struct timespec soon = {.tv_nsec = 1000};
    for (int i = 0; i < SLEEPERS; i++)
        pthread_create(&threads[i], NULL, sleep_until_told, NULL);
    word = 1;
    long first = futex(FUTEX_WAKE_PRIVATE, 1, NULL);
    long second = futex(FUTEX_WAKE_BITSET, INT_MAX, NULL);
    assert(first >= 0 && first <= 1 && second >= 0 && second <= SLEEPERS - first);
    assert(second == 0 || first == 1);
    for (int i = 0; i < SLEEPERS; i++)
        pthread_join(threads[i], NULL);
    assert(awake == SLEEPERS);
    assert(futex(FUTEX_WAKE, 1, NULL) == 0);
    assert(futex(FUTEX_WAIT, 0, NULL) == -1 && errno == EAGAIN);
    assert(futex(FUTEX_WAIT_BITSET, 1, &soon) == -1 && errno == ETIMEDOUT);
    return 0;
}
