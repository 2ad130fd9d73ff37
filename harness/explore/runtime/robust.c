/* robust.c: robust mutexes: whoever finds that the owner has ended is told. */
#include "explore/runtime/sync.h"

#include <errno.h>

enum { HELD_MAX = 256 };

static uint64_t held[HELD_MAX]; /* of the state; 0: free */
static unsigned held_most;      /* of these any execution so far has used */

bool robust_is(uint64_t mutex)
{
    uint32_t kind = sync_words(mutex)[MUTEX_KIND] & 0x7f;
    return (kind & MUTEX_ROBUST) && kind != MUTEX_DESTROYED;
}

void robust_taken(uint64_t mutex)
{
    for (unsigned i = 0; i < HELD_MAX; i++)
        if (!held[i]) {
            model_store(&held[i], mutex);
            held_most = i < held_most ? held_most : i + 1;
            return;
        }
    runtime_unsupported("more than 256 robust mutexes held at a time");
}

void robust_dropped(uint64_t mutex)
{
    for (unsigned i = 0; i < held_most; i++)
        if (held[i] == mutex)
            model_store(&held[i], 0);
}

static enum op_end die(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)way;
    result[0] = 1;
    sync_set(thread, op->address, MUTEX_HEALTH, MUTEX_OWNER_DIED);
    mutex_drop(thread, op->address);
    return OP_DONE;
}

const struct op_class op_class_owner_dies = {.execute = die};

/* For a thread that ends: leaves one robust mutex that it holds. Returns 0 where
 * it holds none. */
uint64_t do_owner_dies(void);
uint64_t do_owner_dies(void)
{
    for (unsigned i = 0; i < held_most; i++)
        if (held[i] && mutex_held_by(held[i], model.current))
            return model_perform(sync_op(OP_OWNER_DIES, held[i]));
    return 0;
}

uint64_t do_pthread_mutex_consistent(uint64_t mutex);
uint64_t do_pthread_mutex_consistent(uint64_t mutex)
{
    if (!robust_is(mutex) || !mutex_held_by(mutex, model.current) ||
        sync_words(mutex)[MUTEX_HEALTH] != MUTEX_OWNER_DIED)
        return EINVAL;
    sync_set(model.current, mutex, MUTEX_HEALTH, MUTEX_SOUND);
    return 0;
}
