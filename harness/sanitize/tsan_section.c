#include "sanitize/tsan_section.h"

#include <stdlib.h>
#include <string.h>

#include "judge/memory.h"

/* "main thread" or "thread T3 'name'" -> number. */
static bool take_thread(struct slice *text, long *id)
{
    if (slice_skip(text, "main thread")) {
        *id = FINDING_THREAD_MAIN;
        return true;
    }
    return slice_skip(text, "thread T") && slice_take_number(text, id);
}

/* " (mutexes: write M0, read M1)" -> "M0", "read M1": a write lock is the rule. */
static void read_locks(struct slice text, struct finding_access *access)
{
    struct slice locks, lock;
    if (!slice_skip_past(&text, "(mutexes: ", NULL) || !slice_skip_past(&text, ")", &locks))
        return;
    while (locks.size > 0) {
        if (!slice_skip_past(&locks, ", ", &lock)) {
            lock = locks;
            locks.size = 0;
        }
        slice_skip(&lock, "write ");
        char *name = memory_copy(lock.at, lock.size);
        finding_access_add_lock(access, name);
        free(name);
    }
}

static bool take_op(struct slice *text, enum finding_op *op)
{
    static const struct {
        const char *text;
        enum finding_op op;
    } ops[] = {
        {"read of size ", FINDING_OP_READ},
        {"write of size ", FINDING_OP_WRITE},
        {"atomic read of size ", FINDING_OP_ATOMIC_READ},
        {"atomic write of size ", FINDING_OP_ATOMIC_WRITE},
        {"Read of size ", FINDING_OP_READ},
        {"Write of size ", FINDING_OP_WRITE},
        {"Atomic read of size ", FINDING_OP_ATOMIC_READ},
        {"Atomic write of size ", FINDING_OP_ATOMIC_WRITE},
    };
    for (size_t i = 0; i < sizeof ops / sizeof *ops; i++) {
        *op = ops[i].op;
        if (slice_skip(text, ops[i].text))
            return true;
    }
    return false;
}

/* "Previous write of size 8 at 0x10 by thread T1 (mutexes: write M0):" */
static struct finding_stack *read_access(struct slice text, struct finding *finding)
{
    enum finding_op op;
    bool before = slice_skip(&text, "Previous ");
    if (!take_op(&text, &op))
        return NULL;
    struct finding_access *access = finding_add_access(finding, op);
    access->before = before;
    slice_take_number(&text, &access->size);
    if (slice_skip_past(&text, " by ", NULL))
        take_thread(&text, &access->thread);
    read_locks(text, access);
    return &access->stack;
}

static struct slice take_quoted(struct slice *text)
{
    struct slice name = {text->at, 0}, rest = *text;
    if (slice_skip(&rest, "'") && slice_skip_past(&rest, "'", &name))
        *text = rest;
    return name;
}

static void read_global(struct slice text, struct finding_object *object)
{
    struct slice name = take_quoted(&text);
    object->memory = FINDING_MEMORY_GLOBAL;
    if (!slice_starts(name, "<null>") && !slice_starts(name, "??"))
        object->name = slice_copy(name);
    if (slice_skip(&text, " of size "))
        slice_take_number(&text, &object->size);
}

static struct finding_stack *read_heap(struct slice text, struct finding_object *object)
{
    object->memory = FINDING_MEMORY_HEAP;
    slice_take_number(&text, &object->size);
    if (slice_skip_past(&text, "allocated by ", NULL))
        take_thread(&text, &object->thread);
    return &object->allocated;
}

static struct finding_stack *read_descriptor(struct slice text, struct finding_object *object)
{
    struct slice number = text;
    object->memory = FINDING_MEMORY_FD;
    if (slice_skip_past(&text, " ", &number))
        object->name = slice_copy(number);
    if (slice_skip_past(&text, "by ", NULL))
        take_thread(&text, &object->thread);
    return &object->allocated;
}

/* "Location is ...". TSan may name two places of one address, the stack and
 * the nameless mapping it lies in: the first one counts. */
static struct finding_stack *read_location(struct slice text, struct finding *finding)
{
    struct finding_object *object = &finding->object;
    if (object->memory != FINDING_MEMORY_UNKNOWN)
        return NULL;
    if (slice_skip(&text, "heap block of size "))
        return read_heap(text, object);
    if (slice_skip(&text, "file descriptor "))
        return read_descriptor(text, object);
    if (slice_skip(&text, "global "))
        read_global(text, object);
    else if (slice_skip(&text, "stack of ") && take_thread(&text, &object->thread))
        object->memory = FINDING_MEMORY_STACK;
    else if (slice_skip(&text, "TLS of ") && take_thread(&text, &object->thread))
        object->memory = FINDING_MEMORY_TLS;
    return NULL;
}

/* "Mutex M1 acquired here while holding mutex M0 in thread T1:" */
static struct finding_stack *read_acquired(struct slice name, struct slice text,
                                           struct finding *finding)
{
    struct slice held;
    struct finding_access *access = finding_add_access(finding, FINDING_OP_LOCK);
    access->object = slice_copy(name);
    if (slice_skip_past(&text, " in ", &held)) {
        char *lock = memory_copy(held.at, held.size);
        finding_access_add_lock(access, lock);
        free(lock);
        take_thread(&text, &access->thread);
    }
    return &access->stack;
}

/* "Mutex M0 previously acquired by the same thread here:" */
static struct finding_stack *read_previously(struct slice name, struct finding *finding)
{
    size_t count = finding->access_count;
    long thread = count > 0 ? finding->accesses[count - 1].thread : FINDING_THREAD_UNKNOWN;
    struct finding_access *access = finding_add_access(finding, FINDING_OP_LOCK);
    access->object = slice_copy(name);
    access->before = true;
    access->thread = thread;
    return &access->stack;
}

static struct finding_stack *read_mutex(struct slice text, struct finding *finding)
{
    struct slice name;
    if (!slice_skip_past(&text, " ", &name))
        return NULL;
    if (slice_skip(&text, "acquired here while holding mutex "))
        return read_acquired(name, text, finding);
    if (slice_skip(&text, "previously acquired by the same thread here"))
        return read_previously(name, finding);
    struct finding_mutex *mutex = finding_add_mutex(finding);
    mutex->name = slice_copy(name);
    return &mutex->created;
}

/* "T2 'name' (tid=7, running) created by main thread at:", after "Thread " */
static struct finding_stack *read_thread(struct slice text, struct finding *finding)
{
    long id;
    struct slice state;
    if (!slice_skip(&text, "T") || !slice_take_number(&text, &id))
        return NULL;
    struct finding_thread *thread = finding_add_thread(finding, id);
    slice_skip(&text, " ");
    thread->name = slice_copy(take_quoted(&text));
    if (slice_skip_past(&text, "(", NULL) && slice_skip_past(&text, ")", &state)) {
        slice_skip_past(&state, ", ", NULL);
        thread->state = slice_copy(state);
    }
    if (slice_skip(&text, " created by "))
        take_thread(&text, &thread->creator);
    return &thread->created;
}

/* "M0 (0x10) => M1 (0x18) => M0": the object is the ring of locks. */
static void read_cycle(struct slice text, struct finding_object *object)
{
    char *ring = memory_resize(NULL, text.size + 1, 1);
    size_t length = 0;
    bool hidden = false;
    for (size_t i = 0; i < text.size; i++) {
        bool opens = text.at[i] == ' ' && i + 1 < text.size && text.at[i + 1] == '(';
        hidden = hidden || opens;
        if (!hidden)
            ring[length++] = text.at[i];
        else if (text.at[i] == ')')
            hidden = false;
    }
    ring[length] = '\0';
    free(object->name);
    object->memory = FINDING_MEMORY_MUTEX;
    object->name = ring;
}

/* "and:" below the destruction of a mutex: where it was locked. */
static struct finding_stack *read_and(struct finding *finding)
{
    struct finding_access *access = finding_add_access(finding, FINDING_OP_LOCK);
    access->before = true;
    return &access->stack;
}

struct finding_stack *tsan_section_read(struct slice heading, struct finding *finding)
{
    while (slice_skip(&heading, " "))
        ;
    if (slice_skip(&heading, "Location is "))
        return read_location(heading, finding);
    if (slice_skip(&heading, "Mutex "))
        return read_mutex(heading, finding);
    if (slice_skip(&heading, "Thread "))
        return read_thread(heading, finding);
    if (slice_skip(&heading, "and:"))
        return read_and(finding);
    if (slice_skip(&heading, "Cycle in lock order graph: ")) {
        read_cycle(heading, &finding->object);
        return NULL;
    }
    return read_access(heading, finding);
}
