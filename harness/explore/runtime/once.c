/* once.c: pthread_once: 0 not yet, 1 under way, 2 done. */
#include "explore/runtime/sync.h"

bool once_is_done(uint64_t once)
{
    return sync_words(once)[0] == 2;
}

static bool may_pass(unsigned thread, const struct op *op)
{
    (void)thread;
    return sync_words(op->address)[0] != 1;
}

/* Returns 1 to the thread that must run the routine. */
static enum op_end begin(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)way;
    result[0] = sync_words(op->address)[0] == 0;
    if (result[0])
        sync_set(thread, op->address, 0, 1);
    return OP_DONE;
}

static enum op_end done(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)way;
    result[0] = 0;
    sync_set(thread, op->address, 0, op->argument[0]);
    return OP_DONE;
}

const struct op_class op_class_once = {.enabled = may_pass, .execute = begin};
const struct op_class op_class_once_done = {.execute = done};

uint64_t do_once_begin(uint64_t once);
uint64_t do_once_begin(uint64_t once)
{
    if (!threads) /* the C++ library comes to life */
        return 1;
    return model_perform(sync_op(OP_ONCE, once));
}

uint64_t do_once_end(uint64_t once);
uint64_t do_once_end(uint64_t once)
{
    struct op op = sync_op(OP_ONCE_DONE, once);
    op.argument[0] = 2;
    if (!threads)
        return 0;
    return model_perform(op);
}

/* Back to where nobody has begun. */
uint64_t do_once_abort(uint64_t once);
uint64_t do_once_abort(uint64_t once)
{
    return model_perform(sync_op(OP_ONCE_DONE, once));
}
