#include "explore/runtime/model.h"
#include "explore/runtime/cancel.h"
#include "explore/runtime/event.h"
#include "explore/runtime/leak.h"
#include "explore/runtime/timing.h"
#include "explore/runtime/waiting.h"

#include <string.h>

struct model model = {.current = 0};

static uint16_t ready[THREADS_MAX]; /* eager operations to look at, oldest first */
static unsigned ready_count;

static int (*program_main)(int, char **, char **);
static int program_argc;
static char **program_argv, **program_environment;
static struct mark zero; /* before main() */

extern _Noreturn void wrap_exit(int status);

/* Constructors of the program's own (see explore-cc). */
extern void (*const __start_program_init[])(int, char **, char **) __attribute__((weak));
extern void (*const __stop_program_init[])(int, char **, char **) __attribute__((weak));

static void *run_main(void *unused)
{
    (void)unused;
    for (void (*const *construct)(int, char **, char **) = __start_program_init;
         construct < __stop_program_init; construct++)
        (*construct)(program_argc, program_argv, program_environment);
    wrap_exit(program_main(program_argc, program_argv, program_environment));
}

static void stack_touched(unsigned number)
{
    threads[number].stale = true;
}

static void refresh_hash(unsigned number)
{
    struct thread *thread = &threads[number];
    thread->stale = false;
    if (!memory.hashing)
        return;
    model.threads_hash = hash_xor(model.threads_hash, thread->core.hash);
    thread->core.hash = thread_hash(number);
    model.threads_hash = hash_xor(model.threads_hash, thread->core.hash);
}

static void refresh_stale(void)
{
    for (unsigned i = 0; i < model.count; i++)
        if (threads[i].stale)
            refresh_hash(i);
}

static bool any_stale;

static void note_stale(unsigned number)
{
    any_stale = true;
    stack_touched(number);
}

struct place {
    struct op op;
    uint64_t sp, pc;
    uint64_t logged;
};

static struct place place_of(unsigned number)
{
    const struct thread_core *core = &threads[number].core;
    return (struct place){core->op, core->regs.sp, fiber_pc(&core->regs), memory.logged};
}

/* The thread is where it was, and nothing but its own stack may have changed. */
static bool came_back(unsigned number, const struct place *before)
{
    const struct thread_core *core = &threads[number].core;
    return threads[number].state == THREAD_ALIVE && !model.failure.kind && !model.ended &&
           core->regs.sp == before->sp && core->op.kind != OP_START &&
           memcmp(&core->op, &before->op, sizeof before->op) == 0 &&
           fiber_pc(&core->regs) == before->pc &&
           memory_unchanged(before->logged, timing_owns); /* who sleeps between looks waits */
}

/* One segment: the parked operation happens, the thread runs to its next.
 * Returns whether it came back to where it was without effect. */
static bool run_segment(unsigned number, unsigned way)
{
    struct thread *thread = &threads[number];
    struct place before = place_of(number);
    thread_save(number);
    memory_segment_begin();
    model.current = number;
    const struct op_class *class = op_classes[thread->core.op.kind];
    event_begin(number, &thread->core.op);
    enum op_end end = cancel_used && cancel_due(number, &thread->core.op)
                          ? cancel_take(number, &thread->core.op)
                          : class->execute(number, &thread->core.op, way, thread->core.regs.ret);
    event_result(end, thread->core.regs.ret[0]);
    if (end == OP_DONE && !model.ended) {
        thread_clean(number);
        fiber_resume(&thread->core.regs);
    }
    memory_segment_end(note_stale);
    event_end();
    refresh_hash(number);
    if (any_stale) {
        refresh_stale();
        any_stale = false;
    }
    bool back = came_back(number, &before);
    if (back)
        waiting_note(before.pc);
    return back;
}

static bool enabled(unsigned number)
{
    const struct op *op = &threads[number].core.op;
    const struct op_class *class = op_classes[op->kind];
    return threads[number].state == THREAD_ALIVE &&
           (!class->enabled || class->enabled(number, op) ||
            (cancel_used && cancel_due(number, op)));
}

static void run_eager(void)
{
    for (unsigned i = 0; i < ready_count; i++) {
        unsigned number = ready[i];
        while (!model.failure.kind && !model.ended && enabled(number) &&
               op_classes[threads[number].core.op.kind]->eager)
            run_segment(number, 0);
    }
    ready_count = 0;
}

void model_program(int (*main)(int, char **, char **), int argc, char **argv, char **environment)
{
    program_main = main;
    program_argc = argc;
    program_argv = argv;
    program_environment = environment;
    zero = model_mark();
}

void model_begin(void)
{
    do {
        model_undo(&zero);
        memory.grew = false;
        model_spawn(run_main, NULL);
        run_eager();
    } while (memory.grew);
}

struct mark model_mark(void)
{
    return (struct mark){.logged = memory.logged,
                         .saves = thread_saves(),
                         .depth = model.depth,
                         .memory_hash = memory.hash,
                         .threads_hash = model.threads_hash,
                         .failure = model.failure};
}

void model_undo(const struct mark *mark)
{
    /* Stacks are saved and logged in turns, so both are taken back in turns. */
    while (thread_saves() > mark->saves) {
        memory_undo(thread_saved_at(), mark->memory_hash, note_stale);
        thread_restore();
    }
    memory_undo(mark->logged, mark->memory_hash, note_stale);
    /* Stacks are as they were, and so are the hashes that lie in the cores. */
    if (any_stale) {
        for (unsigned i = 0; i < model.count; i++)
            if (threads[i].stale) {
                threads[i].stale = false;
                if (memory.hashing)
                    threads[i].core.hash = thread_hash(i);
            }
        any_stale = false;
    }
    model.threads_hash = mark->threads_hash;
    model.depth = mark->depth;
    model.failure = mark->failure;
}

bool model_can_step(unsigned thread)
{
    return !model.failure.kind && !model.ended && enabled(thread);
}

bool model_try(unsigned thread)
{
    bool back = run_segment(thread, 0);
    ready_count = 0; /* what it started or let go is taken back with it */
    return back;
}

static unsigned add_steps(unsigned thread, struct step *steps, unsigned count, unsigned room)
{
    const struct op *op = &threads[thread].core.op;
    const struct op_class *class = op_classes[op->kind];
    unsigned ways = class->ways ? class->ways(thread, op) : 1;
    for (unsigned way = 0; way < ways && count < room; way++)
        steps[count++] = (struct step){(uint16_t)thread, (uint16_t)way};
    return count;
}

static bool is_last(unsigned thread)
{
    return op_classes[threads[thread].core.op.kind]->last;
}

static bool at_waiting_place(unsigned thread)
{
    return waiting_place(fiber_pc(&threads[thread].core.regs));
}

bool model_waits(unsigned thread)
{
    return model_can_step(thread) && at_waiting_place(thread) && waiting_is(thread, WAITING_TRIES);
}

/* Everybody who can go on waits: one who leaves after long enough is let go. */
static unsigned steps_of_patient(struct step *steps, unsigned room)
{
    for (unsigned i = 0; i < model.count; i++)
        if (enabled(i) && !waiting_is(i, WAITING_LONG_TRIES))
            return add_steps(i, steps, 0, room);
    return 0;
}

/* Nobody can do anything but what happens last. */
static unsigned steps_at_last(struct step *steps, unsigned room)
{
    unsigned count = 0;
    for (unsigned i = 0; i < model.count && count < room; i++)
        if (enabled(i) && is_last(i))
            count = add_steps(i, steps, count, room);
    return count;
}

unsigned model_steps(struct step *steps, unsigned room)
{
    unsigned count = 0;
    bool some_wait = false;
    if (model.failure.kind || model.ended)
        return 0;
    for (unsigned i = 0; i < model.count && count < room; i++) {
        if (!enabled(i) || is_last(i))
            continue;
        bool waits = at_waiting_place(i) && waiting_is(i, WAITING_TRIES);
        some_wait |= waits;
        if (!waits)
            count = add_steps(i, steps, count, room);
    }
    if (count == 0)
        count = steps_at_last(steps, room);
    return count == 0 && some_wait ? steps_of_patient(steps, room) : count;
}

void model_take(struct step step)
{
    model.steps++;
    model.depth++;
    run_segment(step.thread, step.way);
    run_eager();
}

/* A thread that nobody joined or detached when the program ended. */
static void find_leaked_thread(void)
{
    for (unsigned i = 1; i < model.count && !model.failure.kind; i++)
        if (!threads[i].detached && threads[i].state != THREAD_JOINED && threads[i].created)
            model.failure = (struct failure){.kind = FINDING_THREAD_LEAK,
                                             .thread = i,
                                             .pc = threads[i].created,
                                             .text = "a thread is neither joined nor detached"};
}

/* Of a lab's execution that ends wrong, the outcome is what counts. */
static void find_leaked_memory(void)
{
    bool wrong = model.judged && model.outcome.expected != model.outcome.actual;
    uint64_t set = model.failure.kind || wrong ? 0 : leak_find();
    if (set)
        model.failure =
            (struct failure){.kind = FINDING_LEAK, .address = set, .text = "memory is never freed"};
}

enum model_end model_status(void)
{
    if (model.ended == MODEL_LEFT)
        find_leaked_thread();
    if (model.ended == MODEL_LEFT || model.alive == 0)
        find_leaked_memory();
    if (model.failure.kind)
        return MODEL_FAILED;
    if (model.ended || model.alive == 0)
        return MODEL_ENDED;
    struct step any;
    return model_steps(&any, 1) ? MODEL_RUNS : MODEL_STUCK;
}

struct hash model_hash(void)
{
    return hash_xor(memory.hash, model.threads_hash);
}

void model_park(struct op op)
{
    struct thread *self = &threads[model.current];
    self->core.op = op;
    self->core.regs.ret[0] = self->core.regs.ret[1] = 0;
    if (self->core.regs.sp < self->core.low)
        self->core.low = self->core.regs.sp;
    fiber_park();
}

bool model_alone(void)
{
    return model.alive == 1 && model.unjoined == 0;
}

uint64_t model_perform(struct op op)
{
    const struct op_class *class = op_classes[op.kind];
    unsigned self = model.current;
    uint64_t result[2] = {0, 0};
    if (cancel_used && cancel_due(self, &op))
        model_park(op);
    if ((model_alone() || class->eager) && (!class->enabled || class->enabled(self, &op)) &&
        (!class->ways || class->ways(self, &op) == 1)) {
        struct op declared = op;
        enum op_end end = class->execute(self, &op, 0, result);
        if (end != OP_FAILED)
            event_note(self, &declared, result[0]);
        switch (end) {
        case OP_DONE:
            return result[0];
        case OP_AGAIN:
            model_park(op);
        case OP_FAILED:
            model_park((struct op){.kind = OP_START});
        }
    }
    model_park(op);
}

unsigned model_spawn(void *(*entry)(void *), void *argument)
{
    unsigned number = (unsigned)model.count;
    if (number == THREADS_MAX)
        runtime_unsupported("more than 8,191 threads");
    model_store(&model.count, number + 1);
    model_store(&model.alive, model.alive + 1);
    if (model.most < model.count)
        model.most = model.count;
    thread_create(number, entry, argument);
    ready[ready_count++] = (uint16_t)number;
    if (model.on_spawn)
        model.on_spawn(model.current, number);
    return number;
}

void model_finish(void *result)
{
    struct thread *self = &threads[model.current];
    model_store(&self->state, self->detached ? THREAD_JOINED : THREAD_FINISHED);
    model_store(&self->result, (uint64_t)(uintptr_t)result);
    model_store(&model.alive, model.alive - 1);
    if (self->actor)
        model_store(&model.actors, model.actors - 1); /* the gate joins it */
    else
        model_store(&model.unjoined, model.unjoined + 1);
    for (unsigned i = 0; i < model.count && ready_count < THREADS_MAX; i++)
        if (threads[i].core.op.kind == OP_JOIN || threads[i].core.op.kind == OP_GATE)
            ready[ready_count++] = (uint16_t)i;
    model_park((struct op){.kind = OP_START});
}

void model_fail(enum finding_kind kind, uint64_t address, const char *text)
{
    model.failure = (struct failure){.kind = kind,
                                     .thread = model.current,
                                     .pc = fiber_pc(&threads[model.current].core.regs),
                                     .address = address,
                                     .text = text};
}

void model_fail_here(enum finding_kind kind, uint64_t address, const char *text)
{
    model_fail(kind, address, text);
    model_park((struct op){.kind = OP_START});
}
