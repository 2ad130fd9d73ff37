#include "explore/runtime/cancel.h"
#include "explore/runtime/file_op.h"
#include "explore/runtime/sync.h"

#include <errno.h>
#include <pthread.h>

bool cancel_used;

extern _Noreturn void unwind_cancelled(void);

static bool is_point(uint64_t kind)
{
    return kind == OP_WAIT || kind == OP_WOKEN || kind == OP_JOIN || kind == OP_SEM_WAIT ||
           kind == OP_FILE_READ || kind == OP_FILE_WRITE || kind == OP_SIGWAIT || kind == OP_POLL ||
           kind == OP_CANCEL_POINT;
}

bool cancel_due(unsigned thread, const struct op *op)
{
    const struct thread *target = &threads[thread];
    return target->cancelled && !target->uncancellable && is_point(op->kind) &&
           (op->kind != OP_WOKEN || mutex_free(op->address));
}

/* Who waited at a condition variable has the mutex again in its handlers. */
enum op_end cancel_take(unsigned thread, const struct op *op)
{
    if (op->kind == OP_WOKEN) {
        mutex_take(thread, op->address);
        model_store(&threads[thread].waits_on, 0);
        model_store(&threads[thread].woken, 0);
    }
    fiber_divert(&threads[thread].core.regs, unwind_cancelled);
    return OP_DONE;
}

/* argument[0]: whom. */
static enum op_end cancel(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)thread;
    (void)way;
    result[0] = 0;
    model_store(&threads[op->argument[0]].cancelled, 1);
    return OP_DONE;
}

static enum op_end pass(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)thread;
    (void)op;
    (void)way;
    result[0] = 0;
    return OP_DONE;
}

const struct op_class op_class_cancel = {.execute = cancel};
const struct op_class op_class_cancel_point = {.execute = pass};

uint64_t do_pthread_cancel(uint64_t whom);
uint64_t do_pthread_cancel(uint64_t whom)
{
    if (whom == 0 || whom > model.count)
        return ESRCH;
    if (!cancel_used && !memory.settled) { /* cancellation points were no steps so far */
        cancel_used = true;
        memory.grew = true;
    }
    return model_perform((struct op){.kind = OP_CANCEL, .argument = {whom - 1}});
}

uint64_t do_cancel_point(void);
uint64_t do_cancel_point(void)
{
    if (!cancel_used || threads[model.current].uncancellable)
        return 0;
    return model_perform((struct op){.kind = OP_CANCEL_POINT});
}

uint64_t do_pthread_setcancelstate(uint64_t state, uint64_t place);
uint64_t do_pthread_setcancelstate(uint64_t state, uint64_t place)
{
    struct thread *self = &threads[model.current];
    if (place)
        access_put(place, 4, self->uncancellable ? PTHREAD_CANCEL_DISABLE : PTHREAD_CANCEL_ENABLE);
    model_store(&self->uncancellable, (uint32_t)state == PTHREAD_CANCEL_DISABLE);
    return 0;
}

uint64_t do_pthread_setcanceltype(uint64_t type, uint64_t place);
uint64_t do_pthread_setcanceltype(uint64_t type, uint64_t place)
{
    if ((uint32_t)type == PTHREAD_CANCEL_ASYNCHRONOUS)
        runtime_unsupported_at("asynchronous cancellation", program_pc());
    if (place)
        access_put(place, 4, PTHREAD_CANCEL_DEFERRED);
    return 0;
}

/* For a thread that ends: what it ends with, and its innermost clean-up handler. */

void do_unwind_result(uint64_t result);
void do_unwind_result(uint64_t result)
{
    if (cancel_used)
        model_store(&threads[model.current].uncancellable, 1);
    model_store(&threads[model.current].result, result);
}

uint64_t do_unwinding(void);
uint64_t do_unwinding(void)
{
    return threads[model.current].cleanup;
}

void do_unwind_to(uint64_t handler);
void do_unwind_to(uint64_t handler)
{
    model_store(&threads[model.current].cleanup, handler);
}
