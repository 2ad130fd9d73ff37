/* futex.c: waiting on a word of memory, as futex(2) says. Who waits stands in the
 * threads' own words, like who waits at a condition variable. A wake of fewer than
 * wait may reach any of them: one way for each choice. */
#include "explore/runtime/sync.h"

#include <errno.h>

/* argument[0]: the value that the word must have, argument[1]: 1 when timed. */
static enum op_end wait(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)way;
    if (access_bad(op->address, op->size, false))
        return OP_FAILED;
    if (access_get(op->address, op->size) != op->argument[0]) {
        result[0] = call_error(EAGAIN);
        return OP_DONE;
    }
    model_store(&threads[thread].waits_on, op->address);
    model_store(&threads[thread].woken, 0);
    op->kind = OP_FUTEX_WOKEN;
    return OP_AGAIN;
}

static bool woken_enabled(unsigned thread, const struct op *op)
{
    return threads[thread].woken || op->argument[1] || model.spurious;
}

static enum op_end woken(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)way;
    bool in_time = threads[thread].woken || !op->argument[1];
    result[0] = in_time ? 0 : call_error(ETIMEDOUT);
    model_store(&threads[thread].waits_on, 0);
    model_store(&threads[thread].woken, 0);
    return OP_DONE;
}

/* How many ways there are to choose `wanted` of `all`; saturates. */
static unsigned choices(unsigned all, uint64_t wanted)
{
    uint64_t count = 1;
    if (wanted >= all)
        return 1;
    for (uint64_t i = 1; i <= wanted && count < UINT16_MAX; i++)
        count = count * (all - wanted + i) / i;
    return count < UINT16_MAX ? (unsigned)count : UINT16_MAX;
}

static unsigned wake_ways(unsigned thread, const struct op *op)
{
    (void)thread;
    return choices(cond_waiters(op->address), op->argument[0]);
}

/* argument[0]: how many at most. Of the choices in the order of threads, the way'th. */
static enum op_end wake(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)thread;
    uint64_t left = cond_waiters(op->address), wanted = op->argument[0];
    result[0] = wanted < left ? wanted : left;
    for (unsigned i = 0; i < model.count && wanted > 0; i++) {
        if (!cond_waits(i, op->address))
            continue;
        left--;
        unsigned with = choices((unsigned)left, wanted - 1);
        if (wanted <= left && way >= with) {
            way -= with;
            continue;
        }
        model_store(&threads[i].woken, 1);
        wanted--;
    }
    return OP_DONE;
}

const struct op_class op_class_futex_wait = {.execute = wait};
const struct op_class op_class_futex_woken = {.enabled = woken_enabled, .execute = woken};
const struct op_class op_class_futex_wake = {.ways = wake_ways, .execute = wake};

uint64_t do_futex_wait(uint64_t word, uint64_t value, uint64_t timed);
uint64_t do_futex_wait(uint64_t word, uint64_t value, uint64_t timed)
{
    struct op op = sync_op(OP_FUTEX_WAIT, word);
    op.argument[0] = (uint32_t)value;
    op.argument[1] = timed;
    access_visible(word, op.size, true); /* it is read, by this thread as well */
    return model_perform(op);
}

uint64_t do_futex_wake(uint64_t word, uint64_t count);
uint64_t do_futex_wake(uint64_t word, uint64_t count)
{
    struct op op = sync_op(OP_FUTEX_WAKE, word);
    op.argument[0] = count;
    return model_perform(op);
}
