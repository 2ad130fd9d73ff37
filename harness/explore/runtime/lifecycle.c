/* lifecycle.c: threads are created, joined and end; so does the process. */
#include "explore/runtime/sync.h"
#include "explore/runtime/lifecycle.h"
#include "explore/runtime/signals.h"
#include "explore/runtime/start.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>

static enum op_end go_on(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)thread;
    (void)op;
    (void)way;
    result[0] = 0;
    return OP_DONE;
}

const struct op_class op_class_start = {.execute = go_on, .eager = true};
/* What takes much longer than all computing: the answer of somebody far away. */
const struct op_class op_class_latency = {.execute = go_on, .last = true};

void do_latency(void);
void do_latency(void)
{
    model_perform((struct op){.kind = OP_LATENCY});
}

const struct op_class op_class_yield = {.execute = go_on, .eager = true};

static void *do_no_work(void *unused)
{
    (void)unused;
    return NULL;
}

/* main() is thread 0 and no thread of the lab's. */
static void *(*work_of(uint64_t entry))(void *)
{
    return start_has_work((long)model.count - 1) ? (void *(*)(void *))(uintptr_t)entry : do_no_work;
}

uint64_t do_pthread_create(uint64_t place, uint64_t attributes, uint64_t entry, uint64_t argument);
uint64_t do_pthread_create(uint64_t place, uint64_t attributes, uint64_t entry, uint64_t argument)
{
    unsigned number = model_spawn(work_of(entry), (void *)(uintptr_t)argument);
    signal_inherit(model.current, number);
    threads[number].created = fiber_pc(&threads[model.current].core.regs);
    access_put(place, 8, number + 1);
    if (attributes && sync_words(attributes)[0])
        model_store(&threads[number].detached, 1);
    return 0;
}

/* What makes no difference here: attributes of size and clock, names. */
uint64_t do_nothing(void);
uint64_t do_nothing(void)
{
    return 0;
}

static bool finished(unsigned thread, const struct op *op)
{
    (void)thread;
    return threads[op->argument[0]].state != THREAD_ALIVE;
}

/* argument[0]: whom, argument[1]: where its result goes, or 0. */
static enum op_end join(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)way;
    struct thread *target = &threads[op->argument[0]];
    result[0] = 0;
    if (target->state != THREAD_FINISHED || target->detached || op->argument[0] == thread)
        return sync_misuse(0, "joins a thread that was joined or detached before");
    model_store(&target->state, THREAD_JOINED);
    model_store(&model.unjoined, model.unjoined - 1);
    if (model.on_join)
        model.on_join(thread, (unsigned)op->argument[0]);
    if (op->argument[1])
        access_put(op->argument[1], 8, target->result);
    return OP_DONE;
}

const struct op_class op_class_join = {.enabled = finished, .execute = join, .eager = true};

uint64_t do_pthread_join(uint64_t whom, uint64_t place);
uint64_t do_pthread_join(uint64_t whom, uint64_t place)
{
    if (whom == 0 || whom > model.count)
        return ESRCH;
    return model_perform((struct op){.kind = OP_JOIN, .argument = {whom - 1, place}});
}

uint64_t do_pthread_detach(uint64_t whom);
uint64_t do_pthread_detach(uint64_t whom)
{
    if (whom == 0 || whom > model.count)
        return ESRCH;
    struct thread *target = &threads[whom - 1];
    model_store(&target->detached, 1);
    if (target->state == THREAD_FINISHED)
        model_store(&target->state, THREAD_JOINED);
    return 0;
}

uint64_t do_pthread_self(void);
uint64_t do_pthread_self(void)
{
    return model.current + 1;
}

void do_finish(uint64_t result);
void do_finish(uint64_t result)
{
    model_finish((void *)(uintptr_t)result);
}

/* The gate of a lab: main waits until its actors have ended. */
static bool no_actor(unsigned thread, const struct op *op)
{
    (void)thread;
    (void)op;
    return model.actors == 0;
}

/* What main does from here on comes after all that they did. */
static enum op_end pass_gate(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    for (unsigned i = 0; i < model.count && model.on_join; i++)
        if (threads[i].actor)
            model.on_join(thread, i);
    return go_on(thread, op, way, result);
}

const struct op_class op_class_gate = {.enabled = no_actor, .execute = pass_gate, .eager = true};

void do_gate_spawn(void *(*entry)(void *), void *argument)
{
    model.first = 1;
    unsigned number = model_spawn(entry, argument);
    model_store(&threads[number].detached, 1);
    model_store(&threads[number].actor, 1);
    model_store(&model.actors, model.actors + 1);
}

void do_gate_wait(void)
{
    model_perform((struct op){.kind = OP_GATE});
}

/* What a check says: expected, actual and the label. */
enum { OUTCOME_WORDS = offsetof(struct outcome, known) / sizeof(uint64_t) };

void do_gate_outcome(const struct outcome *outcome)
{
    uint64_t words[OUTCOME_WORDS];
    uint64_t *kept = (uint64_t *)(void *)&model.outcome;
    memcpy(words, outcome, sizeof words);
    for (unsigned i = 0; i < OUTCOME_WORDS; i++)
        model_store(&kept[i], words[i]); /* close() may have steps still, and be taken back */
    model_store(&model.judged, 1);
}

static void leave(uint64_t status, enum model_leave how)
{
    model_store(&model.status, status & 0xff); /* what a parent gets to know of it */
    model_store(&model.ended, how);
}

/* argument[0]: the status; [1]: enum model_leave. */
static enum op_end end(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)thread;
    (void)way;
    result[0] = 0;
    leave(op->argument[0], (enum model_leave)op->argument[1]);
    return OP_DONE;
}

const struct op_class op_class_exit = {.execute = end};

/* Handlers of exit(), the newest first. */
enum { HANDLERS_MAX = 64 };

static struct handler {
    uint64_t function, argument;
} handlers[HANDLERS_MAX];
static uint64_t handler_count;

uint64_t do_exit_handler(uint64_t function, uint64_t argument);
uint64_t do_exit_handler(uint64_t function, uint64_t argument)
{
    if (handler_count == HANDLERS_MAX)
        return ENOMEM;
    model_store(&handlers[handler_count].function, function);
    model_store(&handlers[handler_count].argument, argument);
    model_store(&handler_count, handler_count + 1);
    return 0;
}

/* The next handler to run and its argument, or 0. */
uint64_t do_exit_next(uint64_t *argument);
uint64_t do_exit_next(uint64_t *argument)
{
    if (handler_count == 0)
        return 0;
    model_store(&handler_count, handler_count - 1);
    *argument = handlers[handler_count].argument;
    return handlers[handler_count].function;
}

_Noreturn static void leave_here(uint64_t status, enum model_leave how)
{
    struct op op = {.kind = OP_EXIT, .argument = {(uint32_t)status, how}};
    if (model_alone())
        leave(status, how);
    model_park(op);
}

_Noreturn void do_exit(uint64_t status);
_Noreturn void do_exit(uint64_t status)
{
    leave_here(status, MODEL_LEFT);
}

_Noreturn void do_killed(uint64_t signal)
{
    leave_here(128 + signal, MODEL_KILLED);
}

_Noreturn void do_abort(void);
_Noreturn void do_abort(void)
{
    model_fail_here(FINDING_CRASH, 0, "abort");
}

_Noreturn void do_assert_fail(uint64_t text);
_Noreturn void do_assert_fail(uint64_t text)
{
    model_fail_here(FINDING_ASSERTION, 0, (const char *)(uintptr_t)text);
}
