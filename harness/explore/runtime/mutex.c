/* mutex.c: pthread mutexes of every type. */
#include "explore/runtime/sync.h"

#include <errno.h>

enum op_end sync_misuse(uint64_t object, const char *text)
{
    model_fail(FINDING_LOCK_MISUSE, object, text);
    return OP_FAILED;
}

bool mutex_free(uint64_t mutex)
{
    return sync_words(mutex)[MUTEX_LOCKED] == 0;
}

bool mutex_held_by(uint64_t mutex, unsigned thread)
{
    return !mutex_free(mutex) && sync_words(mutex)[MUTEX_OWNER] == thread + 1;
}

void mutex_take(unsigned thread, uint64_t mutex)
{
    sync_set(thread, mutex, MUTEX_LOCKED, 1);
    sync_set(thread, mutex, MUTEX_OWNER, thread + 1);
    if (robust_is(mutex))
        robust_taken(mutex);
}

void mutex_drop(unsigned thread, uint64_t mutex)
{
    sync_set(thread, mutex, MUTEX_LOCKED, 0);
    sync_set(thread, mutex, MUTEX_OWNER, 0);
    if (robust_is(mutex))
        robust_dropped(mutex);
}

static uint32_t kind(uint64_t mutex)
{
    uint32_t word = sync_words(mutex)[MUTEX_KIND] & 0x7f;
    return word == MUTEX_DESTROYED ? word : word & ~(uint32_t)MUTEX_ROBUST;
}

/* Locking a mutex that the thread holds returns at once for two types. */
static bool lock_enabled(unsigned thread, const struct op *op)
{
    uint32_t type = kind(op->address);
    return mutex_free(op->address) || type == MUTEX_DESTROYED ||
           (mutex_held_by(op->address, thread) &&
            (type == MUTEX_RECURSIVE || type == MUTEX_ERRORCHECK));
}

static enum op_end lock(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)way;
    uint64_t mutex = op->address;
    result[0] = 0;
    if (access_bad(mutex, OBJECT_SIZE, true))
        return OP_FAILED;
    if (kind(mutex) == MUTEX_DESTROYED)
        return sync_misuse(mutex, "locks a destroyed mutex");
    uint32_t health = robust_is(mutex) ? sync_words(mutex)[MUTEX_HEALTH] : MUTEX_SOUND;
    if (health == MUTEX_LOST)
        result[0] = ENOTRECOVERABLE;
    else if (mutex_free(mutex)) {
        mutex_take(thread, mutex);
        result[0] = health == MUTEX_OWNER_DIED ? EOWNERDEAD : 0;
    } else if (kind(mutex) == MUTEX_RECURSIVE)
        sync_set(thread, mutex, MUTEX_COUNT, sync_words(mutex)[MUTEX_COUNT] + 1);
    else
        result[0] = EDEADLK;
    return OP_DONE;
}

const struct op_class op_class_lock = {.enabled = lock_enabled, .execute = lock};

/* argument[0]: what it returns when the mutex is taken. */
static enum op_end trylock(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    uint64_t mutex = op->address;
    bool again = kind(mutex) == MUTEX_RECURSIVE && mutex_held_by(mutex, thread);
    if (mutex_free(mutex) || again || kind(mutex) == MUTEX_DESTROYED)
        return lock(thread, op, way, result);
    result[0] = op->argument[0];
    return OP_DONE;
}

const struct op_class op_class_trylock = {.execute = trylock};

static enum op_end unlock(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)way;
    uint64_t mutex = op->address;
    bool held = mutex_held_by(mutex, thread);
    result[0] = 0;
    if (access_bad(mutex, OBJECT_SIZE, true))
        return OP_FAILED;
    if (kind(mutex) == MUTEX_DESTROYED)
        return sync_misuse(mutex, "unlocks a destroyed mutex");
    if (!held && kind(mutex) == MUTEX_ERRORCHECK)
        result[0] = EPERM;
    else if (!held)
        return sync_misuse(mutex, mutex_free(mutex) ? "unlocks a mutex that nobody holds"
                                                    : "unlocks a mutex that another thread holds");
    else if (sync_words(mutex)[MUTEX_COUNT])
        sync_set(thread, mutex, MUTEX_COUNT, sync_words(mutex)[MUTEX_COUNT] - 1);
    else {
        if (robust_is(mutex) && sync_words(mutex)[MUTEX_HEALTH] == MUTEX_OWNER_DIED)
            sync_set(thread, mutex, MUTEX_HEALTH, MUTEX_LOST); /* nobody made it consistent */
        mutex_drop(thread, mutex);
    }
    return OP_DONE;
}

const struct op_class op_class_unlock = {.execute = unlock};

static enum op_end destroy(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)way;
    result[0] = 0;
    if (!mutex_free(op->address))
        return sync_misuse(op->address, "destroys a mutex that is locked");
    sync_set(thread, op->address, MUTEX_KIND, MUTEX_DESTROYED);
    return OP_DONE;
}

const struct op_class op_class_destroy = {.execute = destroy};

uint64_t do_pthread_mutex_init(uint64_t mutex, uint64_t attributes);
uint64_t do_pthread_mutex_init(uint64_t mutex, uint64_t attributes)
{
    for (unsigned word = 0; word < MUTEX_WORDS; word++)
        sync_set(model.current, mutex, word, 0);
    if (attributes)
        sync_set(model.current, mutex, MUTEX_KIND, sync_words(attributes)[0]);
    return 0;
}

uint64_t do_pthread_mutex_destroy(uint64_t mutex);
uint64_t do_pthread_mutex_destroy(uint64_t mutex)
{
    return model_perform(sync_op(OP_DESTROY, mutex));
}

uint64_t do_pthread_mutex_lock(uint64_t mutex);
uint64_t do_pthread_mutex_lock(uint64_t mutex)
{
    return model_perform(sync_op(OP_LOCK, mutex));
}

uint64_t do_pthread_mutex_trylock(uint64_t mutex);
uint64_t do_pthread_mutex_trylock(uint64_t mutex)
{
    struct op op = sync_op(OP_TRYLOCK, mutex);
    op.argument[0] = EBUSY;
    return model_perform(op);
}

/* Virtual time may pass the deadline whenever the mutex is taken. */
uint64_t do_pthread_mutex_timedlock(uint64_t mutex);
uint64_t do_pthread_mutex_timedlock(uint64_t mutex)
{
    struct op op = sync_op(OP_TRYLOCK, mutex);
    op.argument[0] = ETIMEDOUT;
    return model_perform(op);
}

uint64_t do_pthread_mutex_unlock(uint64_t mutex);
uint64_t do_pthread_mutex_unlock(uint64_t mutex)
{
    return model_perform(sync_op(OP_UNLOCK, mutex));
}

uint64_t do_pthread_mutexattr_init(uint64_t attributes);
uint64_t do_pthread_mutexattr_init(uint64_t attributes)
{
    sync_set(model.current, attributes, 0, MUTEX_NORMAL);
    return 0;
}

uint64_t do_pthread_mutexattr_destroy(uint64_t attributes);
uint64_t do_pthread_mutexattr_destroy(uint64_t attributes)
{
    (void)attributes;
    return 0;
}

uint64_t do_pthread_mutexattr_settype(uint64_t attributes, uint64_t type);
uint64_t do_pthread_mutexattr_settype(uint64_t attributes, uint64_t type)
{
    if ((uint32_t)type > MUTEX_ADAPTIVE)
        return EINVAL;
    sync_set(model.current, attributes, 0, type | (sync_words(attributes)[0] & MUTEX_ROBUST));
    return 0;
}

uint64_t do_pthread_mutexattr_setrobust(uint64_t attributes, uint64_t robust);
uint64_t do_pthread_mutexattr_setrobust(uint64_t attributes, uint64_t robust)
{
    uint32_t type = sync_words(attributes)[0] & ~(uint32_t)MUTEX_ROBUST;
    sync_set(model.current, attributes, 0, type | ((uint32_t)robust ? MUTEX_ROBUST : 0));
    return 0;
}

/* C11: mtx_recursive is 1 and mtx_timed 2, combined; a busy trylock returns
 * thrd_busy, which is 1. */
uint64_t do_mtx_init(uint64_t mutex, uint64_t type);
uint64_t do_mtx_init(uint64_t mutex, uint64_t type)
{
    do_pthread_mutex_init(mutex, 0);
    sync_set(model.current, mutex, MUTEX_KIND, type & 1 ? MUTEX_RECURSIVE : MUTEX_NORMAL);
    return 0;
}

uint64_t do_mtx_trylock(uint64_t mutex);
uint64_t do_mtx_trylock(uint64_t mutex)
{
    struct op op = sync_op(OP_TRYLOCK, mutex);
    op.argument[0] = 1;
    return model_perform(op);
}
