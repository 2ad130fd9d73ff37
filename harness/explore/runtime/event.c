#include "explore/runtime/event.h"
#include "explore/runtime/model.h"

#include <string.h>

struct event *events;
unsigned event_count;

static struct event *open_event;

enum { FREEDS_MAX = 4096 };

static struct freed freeds[FREEDS_MAX]; /* a ring */
static unsigned freed_count;
static unsigned first_event; /* steps count from there */

void event_clear(void)
{
    if (!events)
        events = arena_reserve((size_t)1 << 34);
    event_count = 0;
    open_event = NULL;
}

void event_rewind(unsigned count)
{
    event_count = first_event = count;
    freed_count = 0;
    open_event = NULL;
}

void event_note(unsigned thread, const struct op *op, uint64_t result)
{
    if (model.recording)
        events[event_count++] = (struct event){.thread = thread, .op = *op, .result = result};
}

static bool in_stack(unsigned thread, uint64_t frame)
{
    return frame >= threads[thread].core.regs.sp && frame + 16 <= threads[thread].top &&
           frame % 8 == 0;
}

unsigned event_stack(unsigned thread, uint64_t frames[EVENT_FRAMES])
{
    const struct fiber_regs *regs = &threads[thread].core.regs;
    uint64_t frame = regs->saved[FIBER_FRAME_POINTER];
    unsigned depth = 0;
    frames[depth++] = fiber_pc(regs);
    while (depth < EVENT_FRAMES && in_stack(thread, frame)) {
        const uint64_t *link = (const uint64_t *)(uintptr_t)frame;
        if (!link[1])
            break;
        frames[depth++] = link[1];
        if (link[0] <= frame)
            break;
        frame = link[0];
    }
    return depth;
}

struct home event_home(uint64_t address)
{
    const struct home nowhere = {0, 0};
    unsigned thread = (unsigned)((address - STACKS_BASE) / STACK_SIZE);
    if (address - STACKS_BASE >= STACKS_SIZE || threads[thread].state != THREAD_ALIVE)
        return nowhere;
    const struct fiber_regs *regs = &threads[thread].core.regs;
    struct home home = {fiber_pc(regs), regs->saved[FIBER_FRAME_POINTER]};
    while (in_stack(thread, home.frame) && home.frame <= address) {
        const uint64_t *link = (const uint64_t *)(uintptr_t)home.frame;
        if (link[0] <= home.frame)
            return nowhere;
        home = (struct home){link[1], link[0]};
    }
    return in_stack(thread, home.frame) ? home : nowhere;
}

static unsigned steps_so_far(void)
{
    unsigned count = 0;
    for (unsigned i = first_event; i < event_count; i++)
        count += events[i].visible;
    return count;
}

void event_freed(unsigned thread, uint64_t address)
{
    if (!model.recording)
        return;
    struct freed *freed = &freeds[freed_count++ % FREEDS_MAX];
    freed->thread = thread;
    freed->step = steps_so_far();
    freed->address = address;
    freed->depth = event_stack(thread, freed->frames);
}

const struct freed *event_last_freed(uint64_t address)
{
    for (unsigned i = freed_count; i > 0 && freed_count - i < FREEDS_MAX; i--)
        if (freeds[(i - 1) % FREEDS_MAX].address == address)
            return &freeds[(i - 1) % FREEDS_MAX];
    return NULL;
}

static uint64_t peek(const struct op *op)
{
    uint64_t value = 0;
    if (op->size && op->size <= 8 && memory_owned(op->address, op->size))
        memcpy(&value, (const void *)(uintptr_t)op->address, op->size);
    return value;
}

void event_begin(unsigned thread, const struct op *op)
{
    open_event = NULL;
    if (!model.recording || op->kind == OP_START)
        return;
    struct event *event = &events[event_count++];
    *event = (struct event){.thread = thread, .op = *op, .visible = !op_classes[op->kind]->eager};
    event->depth = event_stack(thread, event->frames);
    event->before = peek(op);
    event->home = event_home(op->address);
    open_event = event;
}

void event_result(enum op_end end, uint64_t result)
{
    if (open_event && end != OP_FAILED)
        open_event->result = result;
}

void event_end(void)
{
    if (open_event)
        open_event->after = peek(&open_event->op);
}
