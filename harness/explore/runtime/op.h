/* op.h: what a parked thread is about to do.
 *
 * Every visible operation is plain data: a kind and its arguments. The thread
 * declares it and parks; the engine decides when it happens and performs its
 * effect on the thread's behalf. One list of kinds feeds the enumerators, the
 * names in traces, and the table of what each kind does.
 *
 * X(kind, name, class): the class is defined beside the wrappers it serves.
 */
#ifndef RACELAB_EXPLORE_OP_H
#define RACELAB_EXPLORE_OP_H

#include "explore/runtime/runtime.h"

#define OP_KINDS(X)                                                                                \
    X(OP_START, "start", op_class_start)                                                           \
    X(OP_READ, "read", op_class_access)                                                            \
    X(OP_WRITE, "write", op_class_access)                                                          \
    X(OP_COPY, "copy", op_class_access)                                                            \
    X(OP_FREE, "free", op_class_free)                                                              \
    X(OP_LOAD, "load", op_class_atomic)                                                            \
    X(OP_STORE, "store", op_class_atomic)                                                          \
    X(OP_EXCHANGE, "exchange", op_class_atomic)                                                    \
    X(OP_ADD, "fetch_add", op_class_atomic)                                                        \
    X(OP_SUB, "fetch_sub", op_class_atomic)                                                        \
    X(OP_AND, "fetch_and", op_class_atomic)                                                        \
    X(OP_OR, "fetch_or", op_class_atomic)                                                          \
    X(OP_XOR, "fetch_xor", op_class_atomic)                                                        \
    X(OP_NAND, "fetch_nand", op_class_atomic)                                                      \
    X(OP_WIDE, "atomic", op_class_wide)                                                            \
    X(OP_CAS, "compare_exchange", op_class_atomic)                                                 \
    X(OP_JOIN, "join", op_class_join)                                                              \
    X(OP_GATE, "gate", op_class_gate)                                                              \
    X(OP_EXIT, "exit", op_class_exit)                                                              \
    X(OP_YIELD, "yield", op_class_yield)                                                           \
    X(OP_LOCK, "lock", op_class_lock)                                                              \
    X(OP_TRYLOCK, "trylock", op_class_trylock)                                                     \
    X(OP_UNLOCK, "unlock", op_class_unlock)                                                        \
    X(OP_DESTROY, "destroy mutex", op_class_destroy)                                               \
    X(OP_WAIT, "wait", op_class_wait)                                                              \
    X(OP_WOKEN, "wake", op_class_woken)                                                            \
    X(OP_SIGNAL, "signal", op_class_signal)                                                        \
    X(OP_BROADCAST, "broadcast", op_class_broadcast)                                               \
    X(OP_RDLOCK, "read lock", op_class_rdlock)                                                     \
    X(OP_WRLOCK, "write lock", op_class_wrlock)                                                    \
    X(OP_TRYRDLOCK, "try read lock", op_class_tryrdlock)                                           \
    X(OP_TRYWRLOCK, "try write lock", op_class_trywrlock)                                          \
    X(OP_RWUNLOCK, "unlock rwlock", op_class_rwunlock)                                             \
    X(OP_SPINLOCK, "spin lock", op_class_spinlock)                                                 \
    X(OP_TRYSPIN, "try spin lock", op_class_tryspin)                                               \
    X(OP_SPINUNLOCK, "spin unlock", op_class_spinunlock)                                           \
    X(OP_SEM_WAIT, "semaphore wait", op_class_sem_wait)                                            \
    X(OP_SEM_TRYWAIT, "semaphore try", op_class_sem_trywait)                                       \
    X(OP_SEM_POST, "semaphore post", op_class_sem_post)                                            \
    X(OP_BARRIER, "barrier", op_class_barrier)                                                     \
    X(OP_BARRIER_LEAVE, "leave barrier", op_class_barrier_leave)                                   \
    X(OP_ONCE, "once", op_class_once)                                                              \
    X(OP_ONCE_DONE, "once done", op_class_once_done)                                               \
    X(OP_FILE_READ, "read from", op_class_file_read)                                               \
    X(OP_FILE_WRITE, "write to", op_class_file_write)                                              \
    X(OP_FILE, "file", op_class_file)                                                              \
    X(OP_POLL, "wait for a descriptor", op_class_poll)                                             \
    X(OP_RAISE, "send a signal", op_class_raise)                                                   \
    X(OP_SIGWAIT, "wait for a signal", op_class_sigwait)                                           \
    X(OP_HIDDEN, "library state", op_class_hidden)                                                 \
    X(OP_CANCEL, "cancel", op_class_cancel)                                                        \
    X(OP_CANCEL_POINT, "cancellation point", op_class_cancel_point)                                \
    X(OP_OWNER_DIES, "owner dies", op_class_owner_dies)                                            \
    X(OP_LATENCY, "answer", op_class_latency)                                                      \
    X(OP_FUTEX_WAIT, "futex wait", op_class_futex_wait)                                            \
    X(OP_FUTEX_WOKEN, "futex woken", op_class_futex_woken)                                         \
    X(OP_FUTEX_WAKE, "futex wake", op_class_futex_wake)

enum op_kind {
#define X(kind, name, class) kind,
    OP_KINDS(X)
#undef X
        OP_KIND_COUNT
};

/* All words, no padding: an operation is hashed as it stands. */
struct op {
    uint64_t kind;
    uint64_t address, size;     /* what it touches; for locks and the like, the object */
    uint64_t other, other_size; /* a second range (the source of a copy), or a second object */
    uint64_t argument[3];
};

enum op_end {
    OP_DONE,  /* the thread goes on; result holds what the call returns */
    OP_AGAIN, /* *op became the thread's next operation; it stays parked */
    OP_FAILED /* the execution ends here: model_fail() was called */
};

struct op_class {
    /* NULL: always enabled. */
    bool (*enabled)(unsigned thread, const struct op *op);
    /* How many ways it can go; NULL: one. */
    unsigned (*ways)(unsigned thread, const struct op *op);
    /* Performs it, the way'th way. */
    enum op_end (*execute)(unsigned thread, struct op *op, unsigned way, uint64_t result[2]);
    bool eager;  /* commutes with everything others can do: runs as soon as it is enabled */
    bool last;   /* happens only when nobody can do anything else */
    bool plain;  /* an access that races with a conflicting one */
    bool writes; /* kind by kind for plain accesses: see op_writes() */
};

extern const struct op_class *const op_classes[OP_KIND_COUNT];
extern const char *const op_names[OP_KIND_COUNT];

static inline bool op_writes(const struct op *op)
{
    return op->kind != OP_READ && op->kind != OP_LOAD;
}

/* Two operations of different threads that do not commute. */
bool op_conflict(const struct op *x, const struct op *y);

/* Two conflicting accesses of which at least one is plain: a data race when
 * both are next. */
bool op_race(const struct op *x, const struct op *y);

#endif
