/* spin.c: pthread spinlocks: the one word holds the owner's number + 1. */
#include "explore/runtime/sync.h"

#include <errno.h>

bool spin_free(uint64_t lock)
{
    return sync_words(lock)[0] == 0;
}

static bool is_free(unsigned thread, const struct op *op)
{
    (void)thread;
    return spin_free(op->address);
}

static enum op_end lock(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)way;
    result[0] = is_free(thread, op) ? 0 : EBUSY;
    if (!result[0])
        sync_set(thread, op->address, 0, thread + 1);
    return OP_DONE;
}

static enum op_end unlock(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)way;
    result[0] = 0;
    if (sync_words(op->address)[0] != thread + 1)
        return sync_misuse(op->address, "unlocks a spinlock that it does not hold");
    sync_set(thread, op->address, 0, 0);
    return OP_DONE;
}

const struct op_class op_class_spinlock = {.enabled = is_free, .execute = lock};
const struct op_class op_class_tryspin = {.execute = lock};
const struct op_class op_class_spinunlock = {.execute = unlock};

#define SPIN_CALL(name, kind)                                                                      \
    uint64_t do_pthread_spin_##name(uint64_t lock);                                                \
    uint64_t do_pthread_spin_##name(uint64_t lock)                                                 \
    {                                                                                              \
        return model_perform(sync_op(kind, lock));                                                 \
    }

SPIN_CALL(lock, OP_SPINLOCK)
SPIN_CALL(trylock, OP_TRYSPIN)
SPIN_CALL(unlock, OP_SPINUNLOCK)

uint64_t do_pthread_spin_init(uint64_t lock);
uint64_t do_pthread_spin_init(uint64_t lock)
{
    sync_set(model.current, lock, 0, 0);
    return 0;
}

uint64_t do_pthread_spin_destroy(uint64_t lock);
uint64_t do_pthread_spin_destroy(uint64_t lock)
{
    if (sync_words(lock)[0])
        model_fail_here(FINDING_LOCK_MISUSE, lock, "destroys a spinlock that is held");
    return 0;
}
