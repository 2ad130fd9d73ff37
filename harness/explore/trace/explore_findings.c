#include "explore/trace/explore_findings.h"
#include "explore/judge/blocks.h"
#include "explore/judge/failure.h"
#include "explore/judge/locks.h"
#include "explore/trace/deed.h"
#include "judge/memory.h"

#include <stdlib.h>
#include <string.h>

/* The engine's operations (runtime/op.h) as those of a finding. */
static enum finding_op op_of(const struct exploration_event *event)
{
    static const struct {
        const char *name;
        enum finding_op op;
    } table[] = {{"read", FINDING_OP_READ},
                 {"write", FINDING_OP_WRITE},
                 {"copy", FINDING_OP_WRITE},
                 {"free", FINDING_OP_FREE},
                 {"load", FINDING_OP_ATOMIC_READ},
                 {"store", FINDING_OP_ATOMIC_WRITE},
                 {"exchange", FINDING_OP_ATOMIC_WRITE},
                 {"compare_exchange", FINDING_OP_ATOMIC_WRITE},
                 {"destroy mutex", FINDING_OP_DESTROY}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (strcmp(event->op, table[i].name) == 0)
            return table[i].op;
    if (strncmp(event->op, "fetch_", 6) == 0)
        return FINDING_OP_ATOMIC_WRITE;
    if (strstr(event->op, "unlock"))
        return FINDING_OP_UNLOCK;
    return strstr(event->op, "lock") ? FINDING_OP_LOCK : FINDING_OP_CALL;
}

/* Threads of a finding count from 1: a lab's main() is 0. */
static long number_of(long thread)
{
    return thread + 1;
}

static void set_frame(struct finding_frame *frame, const struct place *place)
{
    frame->function = memory_copy_text(place->function);
    frame->file = memory_copy_text(place->path ? place->path : place->file);
    frame->line = place->line;
}

static void set_stack(struct finding_stack *stack, struct symbols *symbols,
                      const struct exploration_frames *frames)
{
    for (size_t i = 0; i < frames->count; i++) {
        struct place place = symbols_place(symbols, frames->pcs[i]);
        if (!place.ours)
            set_frame(finding_stack_add(stack), &place);
    }
}

static char *name_thread(long thread)
{
    char text[8];
    return memory_copy_text(conclusion_thread(thread, text));
}

static void add_step(struct finding *to, const struct explored *explored,
                     const struct explore_finding *from, const struct exploration_event *event)
{
    struct finding_step *step = finding_add_step(to, number_of(event->thread));
    struct place place = conclusion_place(explored->symbols, &event->frames);
    step->op = op_of(event);
    step->thread_name = name_thread(event->thread);
    step->text = deed_text(explored->symbols, from->goal, event, true);
    if (!place.ours)
        set_frame(&step->place, &place);
}

static void add_access(struct finding *to, const struct explored *explored,
                       const struct explore_finding *from, size_t at)
{
    const struct exploration_event *event = &from->goal->events[at];
    struct finding_access *access = finding_add_access(to, op_of(event));
    access->size = (long)event->size;
    access->thread = number_of(event->thread);
    access->thread_name = name_thread(event->thread);
    access->before = at + 1 < from->goal->event_count;
    set_stack(&access->stack, explored->symbols, &event->frames);
    char *locks = locks_of(from->goal, event->thread, explored->symbols);
    if (from->kind == FINDING_DATA_RACE && locks[0])
        finding_access_add_lock(access, locks);
    free(locks);
}

/* What a thread that cannot go on waits for. */
static void add_wait(struct finding *to, const struct explored *explored,
                     const struct exploration_next *next)
{
    struct finding_access *access = finding_add_access(to, FINDING_OP_CALL);
    access->thread = number_of(next->thread);
    access->thread_name = name_thread(next->thread);
    set_stack(&access->stack, explored->symbols, &next->frames);
}

/* Where the program failed, when the engine knows the place. */
static void add_failure(struct finding *to, const struct explored *explored,
                        const struct explore_finding *from)
{
    struct place place = failure_place(from->goal, explored->symbols);
    if (place.ours || place.line == 0)
        return;
    struct finding_access *access = finding_add_access(to, FINDING_OP_UNKNOWN);
    set_frame(finding_stack_add(&access->stack), &place);
}

static void add_accesses(struct finding *to, const struct explored *explored,
                         const struct explore_finding *from)
{
    const struct exploration_goal *goal = from->goal;
    if (from->has_triple) {
        add_access(to, explored, from, from->triple.second);
        add_access(to, explored, from, from->triple.between);
        add_access(to, explored, from, from->triple.first);
    } else if (goal->kind == EXPLORATION_RACE && goal->event_count >= 2) {
        add_access(to, explored, from, goal->event_count - 1);
        add_access(to, explored, from, goal->event_count - 2);
    } else if (goal->kind == EXPLORATION_STUCK) {
        for (size_t i = 0; i < goal->next_count; i++)
            if (goal->nexts[i].thread != EXPLORATION_MAIN)
                add_wait(to, explored, &goal->nexts[i]);
    } else if (goal->kind == EXPLORATION_FAILURE && !from->block) {
        add_failure(to, explored, from);
    }
}

static void add_finding(const struct explored *explored, const struct explore_finding *from,
                        struct finding_list *list)
{
    struct finding finding;
    const struct exploration_goal *goal = from->goal;
    char *text = memory_print("%s%s%s%s%s", from->object, from->object[0] ? ": " : "", from->title,
                              from->why[0] ? "\n" : "", from->why);
    finding_init(&finding, from->kind, text, strlen(text));
    free(text);
    finding.title = memory_copy_text(from->title);
    finding.why = from->why[0] ? memory_copy_text(from->why) : NULL;
    finding.schedule = memory_copy_text(goal->schedule);
    finding.object.name = from->object[0] ? memory_copy_text(from->object) : NULL;
    finding.object.thread = FINDING_THREAD_UNKNOWN;
    if (from->block)
        set_stack(&finding.object.allocated, explored->symbols, &from->block->frames);
    add_accesses(&finding, explored, from);
    for (size_t i = 0; i < goal->event_count; i++)
        add_step(&finding, explored, from, &goal->events[i]);
    finding_list_add(list, &finding);
}

void explore_findings(const struct explored *explored, struct finding_list *list)
{
    for (size_t i = 0; i < explored->conclusion.count; i++)
        add_finding(explored, &explored->conclusion.findings[i], list);
}
