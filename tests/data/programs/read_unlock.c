/* A lock of the program's own, told to TSan through its annotations: it is
 * locked for writing and unlocked for reading. */
void __tsan_mutex_create(void *lock, unsigned flags);
void __tsan_mutex_pre_lock(void *lock, unsigned flags);
void __tsan_mutex_post_lock(void *lock, unsigned flags, int recursion);
int __tsan_mutex_pre_unlock(void *lock, unsigned flags);
void __tsan_mutex_post_unlock(void *lock, unsigned flags);

enum { READ_LOCK = 1 << 3 };

static int lock;

int main(void)
{
    __tsan_mutex_create(&lock, 0);
    __tsan_mutex_pre_lock(&lock, 0);
    __tsan_mutex_post_lock(&lock, 0, 0);
    __tsan_mutex_pre_unlock(&lock, READ_LOCK);
    __tsan_mutex_post_unlock(&lock, READ_LOCK);
    return 0;
}
