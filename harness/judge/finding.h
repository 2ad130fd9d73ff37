/* finding.h: one thing that is wrong with a program, as plain data.
 *
 * Witnesses fill findings, judges weigh them, renderers print them. A finding
 * owns every string and array below it; a string that is not known is NULL, a
 * number that is not known is 0 unless its field says otherwise. What a tool
 * printed is kept whole in .text, whether or not it was understood.
 *
 * The functions here that allocate do not fail: they end the program by
 * memory_exhausted() (see memory.h) when the system has no memory left.
 */
#ifndef RACELAB_JUDGE_FINDING_H
#define RACELAB_JUDGE_FINDING_H

#include <stdbool.h>
#include <stddef.h>

#include "lab/finding_kinds.h"

/* What a thread did at the place of an access. */
#define FINDING_OPS(X)                                                                             \
    X(FINDING_OP_UNKNOWN, "access")                                                                \
    X(FINDING_OP_READ, "read")                                                                     \
    X(FINDING_OP_WRITE, "write")                                                                   \
    X(FINDING_OP_ATOMIC_READ, "atomic read")                                                       \
    X(FINDING_OP_ATOMIC_WRITE, "atomic write")                                                     \
    X(FINDING_OP_FREE, "free")                                                                     \
    X(FINDING_OP_LOCK, "lock")                                                                     \
    X(FINDING_OP_UNLOCK, "unlock")                                                                 \
    X(FINDING_OP_DESTROY, "destroy")                                                               \
    X(FINDING_OP_CALL, "call")

enum finding_op {
#define X(name, text) name,
    FINDING_OPS(X)
#undef X
        FINDING_OP_COUNT
};

/* Where the object of a finding lives, or what it is. */
#define FINDING_MEMORIES(X)                                                                        \
    X(FINDING_MEMORY_UNKNOWN, "memory")                                                            \
    X(FINDING_MEMORY_GLOBAL, "global")                                                             \
    X(FINDING_MEMORY_HEAP, "heap")                                                                 \
    X(FINDING_MEMORY_STACK, "stack")                                                               \
    X(FINDING_MEMORY_TLS, "thread-local")                                                          \
    X(FINDING_MEMORY_MUTEX, "mutex")                                                               \
    X(FINDING_MEMORY_FD, "file descriptor")                                                        \
    X(FINDING_MEMORY_THREAD, "thread")

enum finding_memory {
#define X(name, text) name,
    FINDING_MEMORIES(X)
#undef X
        FINDING_MEMORY_COUNT
};

/* A thread's number as the report gives it; the main thread is 0. */
enum { FINDING_THREAD_UNKNOWN = -1, FINDING_THREAD_MAIN = 0 };

struct finding_frame {
    char *function;
    char *file;  /* as the tool names it */
    long line;   /* counted from 1 */
    long column; /* counted from 1 */
};

/* frames[0] is the innermost. */
struct finding_stack {
    struct finding_frame *frames;
    size_t count;
};

struct finding_access {
    enum finding_op op;
    long size;   /* bytes */
    bool before; /* it came before the one that the tool caught in the act */
    long thread; /* number, or FINDING_THREAD_UNKNOWN */
    char *thread_name;
    char *object; /* where accesses of one finding touch different things: "M1" */
    struct finding_stack stack;
    char **locks; /* held meanwhile, by name: "M1", "read M1" */
    size_t lock_count;
};

struct finding_object {
    enum finding_memory memory;
    char *name;                     /* "counter", "M1" */
    long size;                      /* bytes */
    long offset;                    /* of the access within the object */
    long thread;                    /* owner of a stack or thread-local, or who
                                       allocated; or FINDING_THREAD_UNKNOWN */
    char *file;                     /* where it is declared */
    long line;                      /* where it is declared */
    struct finding_stack allocated; /* where it was allocated or created */
};

/* A thread that the report introduces. */
struct finding_thread {
    long id; /* number, or FINDING_THREAD_UNKNOWN */
    char *name;
    char *state;                  /* "running", "finished" */
    long creator;                 /* number, or FINDING_THREAD_UNKNOWN */
    struct finding_stack created; /* where it was created */
};

/* A lock that the report introduces. */
struct finding_mutex {
    char *name;                   /* "M1" */
    struct finding_stack created; /* where it was created or first seen */
};

/* One step of an interleaving that leads to the finding. */
struct finding_step {
    long thread; /* number; the steps of one finding count threads alike */
    enum finding_op op;
    char *thread_name;          /* "A", "main" */
    char *text;                 /* "read counter 0", "lock m" */
    struct finding_frame place; /* in the program */
};

struct finding {
    enum finding_kind kind;
    char *title; /* what it is in the tool's own words: "data race on vptr" */
    struct finding_object object;
    struct finding_access *accesses;
    size_t access_count;
    struct finding_thread *threads;
    size_t thread_count;
    struct finding_mutex *mutexes;
    size_t mutex_count;
    char *why;      /* one sentence */
    char *schedule; /* replays it: "A1B2A1" */
    struct finding_step *steps;
    size_t step_count;
    char *accepted; /* why it does not count: a baseline or a suppression; NULL: it does */
    char *text;     /* the report, whole; never NULL once finding_init() ran */
};

struct finding_list {
    struct finding *items;
    size_t count;
};

/* Printed names. A value outside the enumeration gives "?". */
const char *finding_kind_name(enum finding_kind kind);
const char *finding_op_name(enum finding_op op);
const char *finding_memory_name(enum finding_memory memory);

/* The kind with this printed name, the length bytes at name; FINDING_KIND_COUNT
 * where there is none. */
enum finding_kind finding_kind_of(const char *name, size_t length);

/* Makes an empty finding of that kind; text (length bytes) is copied. */
void finding_init(struct finding *finding, enum finding_kind kind, const char *text, size_t length);

/* Frees all that the finding owns, not the finding itself. */
void finding_release(struct finding *finding);

/* The functions below append an empty element, its thread unknown, and return
 * it; the pointer holds until the next append to the same array. */
struct finding_access *finding_add_access(struct finding *finding, enum finding_op op);
struct finding_thread *finding_add_thread(struct finding *finding, long id);
struct finding_mutex *finding_add_mutex(struct finding *finding);
struct finding_step *finding_add_step(struct finding *finding, long thread);
struct finding_frame *finding_stack_add(struct finding_stack *stack);

/* Appends a copy of the lock's name to those held at the access. */
void finding_access_add_lock(struct finding_access *access, const char *lock);

/* The thread of that number, or NULL when the report does not introduce it. */
const struct finding_thread *finding_thread_of(const struct finding *finding, long id);

/* Whether the frame's place is known and belongs to the program rather than to
 * a tool's runtime or the C library. */
bool finding_frame_counts(const struct finding_frame *frame);

/* The innermost frame that counts; NULL when there is none. */
const struct finding_frame *finding_stack_place(const struct finding_stack *stack);

/* Where the finding is, for one line of a message: the innermost place of an
 * access, else of the last step, else where a thread or the object was made; NULL: not known. */
const struct finding_frame *finding_place(const struct finding *finding);

/* An empty list is all zero bytes. Appends an initialised finding; the list
 * owns it from then on. */
void finding_list_add(struct finding_list *list, const struct finding *finding);
void finding_list_release(struct finding_list *list);

#endif
