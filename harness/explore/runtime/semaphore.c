/* semaphore.c: unnamed semaphores: the first word is the value. */
#include "explore/runtime/sync.h"

#include <errno.h>

static bool positive(unsigned thread, const struct op *op)
{
    (void)thread;
    return sync_words(op->address)[0] > 0;
}

static enum op_end take(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)way;
    bool taken = positive(thread, op);
    if (taken)
        sync_set(thread, op->address, 0, sync_words(op->address)[0] - 1);
    result[0] = taken ? 0 : call_error(EAGAIN);
    return OP_DONE;
}

static enum op_end post(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)way;
    result[0] = 0;
    sync_set(thread, op->address, 0, sync_words(op->address)[0] + 1);
    return OP_DONE;
}

const struct op_class op_class_sem_wait = {.enabled = positive, .execute = take};
const struct op_class op_class_sem_trywait = {.execute = take};
const struct op_class op_class_sem_post = {.execute = post};

#define SEM_CALL(name, kind)                                                                       \
    uint64_t do_sem_##name(uint64_t semaphore);                                                    \
    uint64_t do_sem_##name(uint64_t semaphore)                                                     \
    {                                                                                              \
        return model_perform(sync_op(kind, semaphore));                                            \
    }

SEM_CALL(wait, OP_SEM_WAIT)
SEM_CALL(trywait, OP_SEM_TRYWAIT)
SEM_CALL(post, OP_SEM_POST)

uint64_t do_sem_init(uint64_t semaphore, uint64_t shared, uint64_t value);
uint64_t do_sem_init(uint64_t semaphore, uint64_t shared, uint64_t value)
{
    (void)shared;
    sync_set(model.current, semaphore, 0, value);
    return 0;
}

uint64_t do_sem_destroy(uint64_t semaphore);
uint64_t do_sem_destroy(uint64_t semaphore)
{
    (void)semaphore;
    return 0;
}

extern uint64_t atomic32_load(uint64_t address, int order);

uint64_t do_sem_value(uint64_t semaphore);
uint64_t do_sem_value(uint64_t semaphore)
{
    return atomic32_load(semaphore, 0);
}

/* Virtual time may pass the deadline whenever it is 0. */
uint64_t do_sem_timedwait(uint64_t semaphore);
uint64_t do_sem_timedwait(uint64_t semaphore)
{
    return model_perform(sync_op(OP_SEM_TRYWAIT, semaphore));
}
