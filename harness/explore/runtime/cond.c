/* cond.c: condition variables. Who waits stands in the threads' own words; the
 * object holds nothing. A signal may wake any one waiter: one way each. */
#include "explore/runtime/sync.h"

#include <errno.h>

bool cond_waits(unsigned thread, uint64_t cond)
{
    return threads[thread].state == THREAD_ALIVE && threads[thread].waits_on == cond &&
           !threads[thread].woken;
}

unsigned cond_waiters(uint64_t cond)
{
    unsigned count = 0;
    for (unsigned i = 0; i < model.count; i++)
        count += cond_waits(i, cond);
    return count;
}

/* address: mutex, other: condition variable, argument[0]: 1 when timed. */
static enum op_end wait(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)way;
    (void)result;
    if (!mutex_held_by(op->address, thread))
        return sync_misuse(op->address, "waits without holding the mutex");
    mutex_drop(thread, op->address);
    model_store(&threads[thread].waits_on, op->other);
    model_store(&threads[thread].woken, 0);
    op->kind = OP_WOKEN;
    return OP_AGAIN;
}

const struct op_class op_class_wait = {.execute = wait};

static bool woken_enabled(unsigned thread, const struct op *op)
{
    return mutex_free(op->address) && (threads[thread].woken || op->argument[0] || model.spurious);
}

static enum op_end woken(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)way;
    result[0] = threads[thread].woken || !op->argument[0] ? 0 : ETIMEDOUT;
    mutex_take(thread, op->address);
    model_store(&threads[thread].waits_on, 0);
    model_store(&threads[thread].woken, 0);
    return OP_DONE;
}

const struct op_class op_class_woken = {.enabled = woken_enabled, .execute = woken};

static unsigned signal_ways(unsigned thread, const struct op *op)
{
    (void)thread;
    unsigned count = cond_waiters(op->address);
    return count ? count : 1;
}

static enum op_end signal(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)thread;
    result[0] = 0;
    for (unsigned i = 0; i < model.count; i++)
        if (cond_waits(i, op->address) && way-- == 0) {
            model_store(&threads[i].woken, 1);
            break;
        }
    return OP_DONE;
}

const struct op_class op_class_signal = {.ways = signal_ways, .execute = signal};

static enum op_end broadcast(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)thread;
    (void)way;
    result[0] = 0;
    for (unsigned i = 0; i < model.count; i++)
        if (cond_waits(i, op->address))
            model_store(&threads[i].woken, 1);
    return OP_DONE;
}

const struct op_class op_class_broadcast = {.execute = broadcast};

static uint64_t wait_on(uint64_t cond, uint64_t mutex, uint64_t timed)
{
    struct op op = sync_op(OP_WAIT, mutex);
    op.other = cond;
    op.other_size = OBJECT_SIZE;
    op.argument[0] = timed;
    return model_perform(op);
}

uint64_t do_pthread_cond_wait(uint64_t cond, uint64_t mutex);
uint64_t do_pthread_cond_wait(uint64_t cond, uint64_t mutex)
{
    return wait_on(cond, mutex, 0);
}

uint64_t do_pthread_cond_timedwait(uint64_t cond, uint64_t mutex);
uint64_t do_pthread_cond_timedwait(uint64_t cond, uint64_t mutex)
{
    return wait_on(cond, mutex, 1);
}

uint64_t do_pthread_cond_signal(uint64_t cond);
uint64_t do_pthread_cond_signal(uint64_t cond)
{
    return model_perform(sync_op(OP_SIGNAL, cond));
}

uint64_t do_pthread_cond_broadcast(uint64_t cond);
uint64_t do_pthread_cond_broadcast(uint64_t cond)
{
    return model_perform(sync_op(OP_BROADCAST, cond));
}

uint64_t do_pthread_cond_init(uint64_t cond);
uint64_t do_pthread_cond_init(uint64_t cond)
{
    (void)cond;
    return 0;
}

uint64_t do_pthread_cond_destroy(uint64_t cond);
uint64_t do_pthread_cond_destroy(uint64_t cond)
{
    if (cond_waiters(cond))
        model_fail_here(FINDING_LOCK_MISUSE, cond, "destroys a condition variable with waiters");
    return 0;
}
