/* rwlock.c: reader-writer locks. The first words of the object: readers, and
 * the writer's number + 1. */
#include "explore/runtime/sync.h"

#include <errno.h>

enum { READERS, WRITER };

bool rwlock_written_by(uint64_t lock, unsigned thread)
{
    return sync_words(lock)[WRITER] == thread + 1;
}

static bool no_writer(unsigned thread, const struct op *op)
{
    (void)thread;
    return sync_words(op->address)[WRITER] == 0;
}

static bool nobody(unsigned thread, const struct op *op)
{
    return no_writer(thread, op) && sync_words(op->address)[READERS] == 0;
}

static enum op_end rdlock(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)way;
    result[0] = no_writer(thread, op) ? 0 : op->argument[0];
    if (!result[0])
        sync_set(thread, op->address, READERS, sync_words(op->address)[READERS] + 1);
    return OP_DONE;
}

static enum op_end wrlock(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)way;
    result[0] = nobody(thread, op) ? 0 : op->argument[0];
    if (!result[0])
        sync_set(thread, op->address, WRITER, thread + 1);
    return OP_DONE;
}

static enum op_end unlock(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)way;
    uint32_t *words = sync_words(op->address);
    result[0] = 0;
    if (rwlock_written_by(op->address, thread))
        sync_set(thread, op->address, WRITER, 0);
    else if (words[READERS])
        sync_set(thread, op->address, READERS, words[READERS] - 1);
    else
        return sync_misuse(op->address, "unlocks a reader-writer lock that it does not hold");
    return OP_DONE;
}

const struct op_class op_class_rdlock = {.enabled = no_writer, .execute = rdlock};
const struct op_class op_class_wrlock = {.enabled = nobody, .execute = wrlock};
const struct op_class op_class_tryrdlock = {.execute = rdlock};
const struct op_class op_class_trywrlock = {.execute = wrlock};
const struct op_class op_class_rwunlock = {.execute = unlock};

/* argument[0]: what it returns where the lock is taken. A timed one may time out
 * whenever it is. */
#define RWLOCK_CALL(name, kind, busy)                                                              \
    uint64_t do_##name(uint64_t lock);                                                             \
    uint64_t do_##name(uint64_t lock)                                                              \
    {                                                                                              \
        struct op op = sync_op(kind, lock);                                                        \
        op.argument[0] = busy;                                                                     \
        return model_perform(op);                                                                  \
    }

RWLOCK_CALL(pthread_rwlock_rdlock, OP_RDLOCK, 0)
RWLOCK_CALL(pthread_rwlock_wrlock, OP_WRLOCK, 0)
RWLOCK_CALL(pthread_rwlock_tryrdlock, OP_TRYRDLOCK, EBUSY)
RWLOCK_CALL(pthread_rwlock_trywrlock, OP_TRYWRLOCK, EBUSY)
RWLOCK_CALL(rwlock_timedrdlock, OP_TRYRDLOCK, ETIMEDOUT)
RWLOCK_CALL(rwlock_timedwrlock, OP_TRYWRLOCK, ETIMEDOUT)
RWLOCK_CALL(pthread_rwlock_unlock, OP_RWUNLOCK, 0)

uint64_t do_pthread_rwlock_init(uint64_t lock);
uint64_t do_pthread_rwlock_init(uint64_t lock)
{
    sync_set(model.current, lock, READERS, 0);
    sync_set(model.current, lock, WRITER, 0);
    return 0;
}

uint64_t do_pthread_rwlock_destroy(uint64_t lock);
uint64_t do_pthread_rwlock_destroy(uint64_t lock)
{
    if (sync_words(lock)[WRITER] || sync_words(lock)[READERS])
        model_fail_here(FINDING_LOCK_MISUSE, lock, "destroys a reader-writer lock that is held");
    return 0;
}
