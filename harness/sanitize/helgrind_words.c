#include "sanitize/helgrind_words.h"

#include <stdlib.h>

static bool is(struct slice text, const char *word)
{
    return slice_skip(&text, word) && text.size == 0;
}

static bool speaks_of_locks(struct slice what)
{
    return slice_contains(what, "mutex") || slice_contains(what, "lock") ||
           slice_contains(what, "cond") || slice_contains(what, "barrier") ||
           slice_contains(what, "sem");
}

enum finding_kind helgrind_kind(struct slice kind, struct slice what)
{
    if (is(kind, "Race"))
        return FINDING_DATA_RACE;
    if (is(kind, "LockOrder"))
        return FINDING_LOCK_ORDER;
    if (slice_starts(kind, "Unlock") || is(kind, "FreeMemLock"))
        return FINDING_LOCK_MISUSE;
    if ((is(kind, "Misc") || is(kind, "PthAPIerror")) && speaks_of_locks(what))
        return FINDING_LOCK_MISUSE;
    return FINDING_OTHER;
}

/* Finds "thread #3" or "Thread #3" anywhere; helgrind counts from 1. */
static void find_thread(struct slice text, long *id)
{
    long number;
    if (slice_skip_past(&text, "hread #", NULL) && slice_take_number(&text, &number) && number > 0)
        *id = number - 1;
}

static enum finding_op race_op(struct slice text)
{
    return slice_contains(text, "write of size") ? FINDING_OP_WRITE : FINDING_OP_READ;
}

static enum finding_op misuse_op(struct slice what)
{
    if (slice_contains(what, "destroy"))
        return FINDING_OP_DESTROY;
    if (slice_contains(what, "unlock"))
        return FINDING_OP_UNLOCK;
    if (slice_contains(what, "deallocated"))
        return FINDING_OP_FREE;
    if (slice_contains(what, "re-lock") || slice_contains(what, "mutex_lock"))
        return FINDING_OP_LOCK;
    return FINDING_OP_CALL;
}

static void read_size(struct slice text, struct finding_access *access)
{
    if (slice_skip_past(&text, " of size ", NULL))
        slice_take_number(&text, &access->size);
}

/* The address after "lock at ", which is all the name that helgrind gives. */
static char *lock_name(struct slice text)
{
    struct slice name;
    if (!slice_skip_past(&text, "ock at ", NULL))
        return NULL;
    return slice_skip_past(&text, " ", &name) ? slice_copy(name) : slice_copy(text);
}

static void name_lock(struct slice what, struct finding_object *object)
{
    struct slice name;
    object->memory = FINDING_MEMORY_MUTEX;
    free(object->name);
    object->name =
        slice_skip_past(&what, "lock order \"", NULL) && slice_skip_past(&what, "\"", &name)
            ? slice_copy(name)
            : lock_name(what);
}

struct finding_stack *helgrind_read_what(struct slice what, struct finding *finding)
{
    enum finding_op op = finding->kind == FINDING_DATA_RACE    ? race_op(what)
                         : finding->kind == FINDING_LOCK_ORDER ? FINDING_OP_LOCK
                                                               : misuse_op(what);
    if (finding->kind == FINDING_LOCK_ORDER || finding->kind == FINDING_LOCK_MISUSE)
        name_lock(what, &finding->object);
    struct finding_access *access = finding_add_access(finding, op);
    find_thread(what, &access->thread);
    read_size(what, access);
    return &access->stack;
}

static struct finding_stack *read_conflict(struct slice what, struct finding *finding)
{
    struct finding_access *access = finding_add_access(finding, race_op(what));
    access->before = true;
    find_thread(what, &access->thread);
    read_size(what, access);
    return &access->stack;
}

static struct finding_stack *read_acquisition(struct slice what, struct finding *finding)
{
    struct finding_access *access = finding_add_access(finding, FINDING_OP_LOCK);
    access->before = true;
    access->object = lock_name(what);
    return &access->stack;
}

static struct finding_stack *read_lock(struct slice what, struct finding *finding)
{
    struct finding_mutex *mutex = finding_add_mutex(finding);
    mutex->name = lock_name(what);
    return &mutex->created;
}

static char *take_quoted(struct slice text)
{
    struct slice name;
    if (!slice_skip_past(&text, "\"", NULL) || !slice_skip_past(&text, "\"", &name))
        return NULL;
    return slice_copy(name);
}

/* "... is 12 bytes inside a block of size 40 alloc'd", after "is " */
static struct finding_stack *read_inside(struct slice text, struct finding_object *object)
{
    if (slice_skip(&text, "a block of size ")) {
        object->memory = FINDING_MEMORY_HEAP;
        slice_take_number(&text, &object->size);
        return &object->allocated;
    }
    object->memory =
        slice_contains(text, "local var") ? FINDING_MEMORY_STACK : FINDING_MEMORY_GLOBAL;
    free(object->name);
    object->name = take_quoted(text);
    return NULL;
}

static struct finding_stack *read_address(struct slice what, struct finding_object *object)
{
    struct slice text = what;
    slice_skip_past(&text, " is ", NULL);
    if (slice_contains(text, "'s stack")) {
        object->memory = FINDING_MEMORY_STACK;
        find_thread(text, &object->thread);
        return NULL;
    }
    slice_take_number(&text, &object->offset);
    return slice_skip_past(&text, "inside ", NULL) ? read_inside(text, object) : NULL;
}

/* "declared at race.c:10" */
static void read_declaration(struct slice text, struct finding_object *object)
{
    struct slice file;
    if (!slice_skip_past(&text, ":", &file))
        return;
    free(object->file);
    object->file = slice_copy(file);
    slice_take_number(&text, &object->line);
}

struct finding_stack *helgrind_read_auxiliary(struct slice what, struct finding *finding)
{
    if (slice_starts(what, "This conflicts with a previous "))
        return read_conflict(what, finding);
    if (slice_contains(what, "acquisition of lock at "))
        return read_acquisition(what, finding);
    if (slice_contains(what, "was first observed"))
        return read_lock(what, finding);
    if (slice_starts(what, "Address ") || slice_starts(what, "Location "))
        return read_address(what, &finding->object);
    if (slice_starts(what, "Block was alloc'd by "))
        find_thread(what, &finding->object.thread);
    if (slice_skip(&what, "declared at "))
        read_declaration(what, &finding->object);
    return NULL;
}
