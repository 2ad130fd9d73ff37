/* A lock of the program's own, told to TSan through its annotations: a second
 * thread takes it while the first holds it. (Locking a plain pthread mutex
 * twice hangs before TSan could say so.) */
#include <pthread.h>

void __tsan_mutex_create(void *lock, unsigned flags);
void __tsan_mutex_pre_lock(void *lock, unsigned flags);
void __tsan_mutex_post_lock(void *lock, unsigned flags, int recursion);

static int lock;

static void take(void)
{
    __tsan_mutex_pre_lock(&lock, 0);
    __tsan_mutex_post_lock(&lock, 0, 0);
}

static void *worker(void *unused)
{
    take();
    return unused;
}

int main(void)
{
    pthread_t thread;
    __tsan_mutex_create(&lock, 0);
    take();
    pthread_create(&thread, NULL, worker, NULL);
    pthread_join(thread, NULL);
    return 0;
}
