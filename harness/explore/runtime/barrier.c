/* barrier.c: pthread barriers. Words of the object: how many it is for, how
 * many have arrived, and which round it is. */
#include "explore/runtime/sync.h"

#include <errno.h>
#include <pthread.h>

enum { NEEDED, ARRIVED, ROUND };

uint64_t barrier_opens(uint64_t barrier)
{
    const uint32_t *words = sync_words(barrier);
    return words[ARRIVED] + 1 == words[NEEDED] ? (uint64_t)words[ROUND] + 1 : 0;
}

/* The last to arrive opens the round and goes on; the others wait for it. */
static enum op_end arrive(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)way;
    uint32_t *words = sync_words(op->address);
    uint32_t arrived = words[ARRIVED] + 1;
    if (arrived == words[NEEDED]) {
        sync_set(thread, op->address, ARRIVED, 0);
        sync_set(thread, op->address, ROUND, words[ROUND] + 1);
        result[0] = (uint64_t)(int64_t)PTHREAD_BARRIER_SERIAL_THREAD;
        return OP_DONE;
    }
    sync_set(thread, op->address, ARRIVED, arrived);
    op->kind = OP_BARRIER_LEAVE;
    op->argument[0] = words[ROUND];
    return OP_AGAIN;
}

const struct op_class op_class_barrier = {.execute = arrive};

static bool open_round(unsigned thread, const struct op *op)
{
    (void)thread;
    return sync_words(op->address)[ROUND] != (uint32_t)op->argument[0];
}

static enum op_end leave(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)thread;
    (void)op;
    (void)way;
    result[0] = 0;
    return OP_DONE;
}

const struct op_class op_class_barrier_leave = {.enabled = open_round, .execute = leave};

uint64_t do_pthread_barrier_wait(uint64_t barrier);
uint64_t do_pthread_barrier_wait(uint64_t barrier)
{
    return model_perform(sync_op(OP_BARRIER, barrier));
}

uint64_t do_pthread_barrier_init(uint64_t barrier, uint64_t attributes, uint64_t needed);
uint64_t do_pthread_barrier_init(uint64_t barrier, uint64_t attributes, uint64_t needed)
{
    (void)attributes;
    if (!(uint32_t)needed)
        return EINVAL;
    sync_set(model.current, barrier, NEEDED, needed);
    sync_set(model.current, barrier, ARRIVED, 0);
    sync_set(model.current, barrier, ROUND, 0);
    return 0;
}

uint64_t do_pthread_barrier_destroy(uint64_t barrier);
uint64_t do_pthread_barrier_destroy(uint64_t barrier)
{
    if (sync_words(barrier)[ARRIVED])
        model_fail_here(FINDING_LOCK_MISUSE, barrier, "destroys a barrier with waiters");
    return 0;
}
