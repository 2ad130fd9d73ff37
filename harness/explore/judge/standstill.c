#include "explore/judge/standstill.h"
#include "explore/judge/blocks.h"
#include "explore/judge/stuck.h"
#include "judge/memory.h"

#include <stdlib.h>
#include <string.h>

enum { CYCLE_MAX = 64 };

/* Appends and frees the second. */
static char *append(char *text, char *more)
{
    char *longer = memory_print("%s%s", text ? text : "", more);
    free(text);
    free(more);
    return longer;
}

static char *tell_holder(const struct exploration_next *next)
{
    char holder[8];
    if (next->holder < EXPLORATION_MAIN)
        return memory_copy_text("");
    if (next->holder == next->thread)
        return memory_copy_text(", which it holds itself");
    return memory_print(", held by %s", conclusion_thread(next->holder, holder));
}

/* What somebody who waits does, and what wakes him, as the trace calls it. */
static const struct awaited {
    const char *waits, *began, *gives[2];
    const char *what; /* is awaited */
} awaited[] = {{"wake", "wait", {"signal", "broadcast"}, "signal"},
               {"futex woken", "futex wait", {"futex wake", "futex wake"}, "wake"}};

/* NULL: it waits for something else. */
static const struct awaited *awaited_of(const struct exploration_next *next)
{
    for (size_t i = 0; i < sizeof awaited / sizeof *awaited; i++)
        if (strcmp(next->op, awaited[i].waits) == 0)
            return &awaited[i];
    return NULL;
}

/* "to lock b", "for a signal of event", "in semaphore wait tokens" */
static char *tell_object(const struct exploration_goal *goal, const struct exploration_next *next,
                         struct symbols *symbols)
{
    char *object =
        next->address ? blocks_short(symbols, goal, next->address, 0) : memory_copy_text("");
    bool locks = strstr(next->op, "lock") && !strstr(next->op, "try");
    const struct awaited *wake = awaited_of(next);
    char *text = wake    ? memory_print("for a %s of %s", wake->what, object)
                 : locks ? memory_print("to lock %s", object)
                         : memory_print("in %s %s", next->op, object);
    free(object);
    return text;
}

char *standstill_wait(const struct exploration_goal *goal, const struct exploration_next *next,
                      struct symbols *symbols)
{
    char target[8];
    if (strcmp(next->op, "join") == 0 && next->holder >= EXPLORATION_MAIN)
        return memory_print("for the end of %s", conclusion_thread(next->holder, target));
    char *object = tell_object(goal, next, symbols);
    return append(object, tell_holder(next));
}

/* "A waits at pool.c:31 to lock b, held by B" */
static char *tell_thread(const struct exploration_goal *goal, const struct exploration_next *next,
                         struct symbols *symbols)
{
    char name[8];
    struct place place = conclusion_place(symbols, &next->frames);
    char *wait = standstill_wait(goal, next, symbols);
    char *text = memory_print("%s waits at %s:%ld %s", conclusion_thread(next->thread, name),
                              place.file, place.line, wait);
    free(wait);
    return text;
}

/* ": a cycle, A -> B -> A", "" where nobody waits for himself in the end. */
static char *tell_cycle(const struct exploration_goal *goal)
{
    size_t cycle[CYCLE_MAX];
    size_t length = goal->next_count <= CYCLE_MAX ? stuck_cycle(goal, cycle) : 0;
    char *text = memory_copy_text(length > 1 ? "; a cycle: " : "");
    char name[8];
    for (size_t i = 0; i <= length && length > 1; i++)
        text = append(text,
                      memory_print("%s%s", i ? " -> " : "",
                                   conclusion_thread(goal->nexts[cycle[i % length]].thread, name)));
    return text;
}

/* The last signal for one who waits for it in vain, or NULL. */
static const struct exploration_event *last_signal(const struct exploration_goal *goal,
                                                   const struct exploration_next *next)
{
    const struct exploration_event *found = NULL;
    const struct awaited *wake = awaited_of(next);
    for (size_t i = 0; i < goal->event_count && wake; i++) {
        const struct exploration_event *event = &goal->events[i];
        if (event->address == next->address &&
            (strcmp(event->op, wake->gives[0]) == 0 || strcmp(event->op, wake->gives[1]) == 0))
            found = event;
    }
    return found;
}

/* When the thread began the wait that it is in, from 1. */
static size_t wait_began(const struct exploration_goal *goal, const struct awaited *wake,
                         long thread)
{
    size_t began = 0;
    for (size_t i = 0; i < goal->event_count; i++)
        if (goal->events[i].thread == thread && strcmp(goal->events[i].op, wake->began) == 0)
            began = i + 1;
    return began;
}

/* Why the signal did not reach the one who waits for it; "" where none was given. */
static char *tell_signal(const struct exploration_goal *goal, const struct exploration_next *next)
{
    const struct awaited *wake = awaited_of(next);
    const struct exploration_event *signal = last_signal(goal, next);
    size_t began = signal ? wait_began(goal, wake, next->thread) : 0;
    char giver[8], waiter[8];
    if (!signal || (size_t)(signal - goal->events) + 1 > began)
        return memory_copy_text("");
    return memory_print(
        "; %s gave its %s in step %zu, before %s began to wait in step %zu, and a %s is not kept",
        conclusion_thread(signal->thread, giver), wake->what, (size_t)(signal - goal->events) + 1,
        conclusion_thread(next->thread, waiter), began, wake->what);
}

void standstill_judge(struct explore_finding *finding, struct symbols *symbols)
{
    const struct exploration_goal *goal = finding->goal;
    finding->kind = stuck_kind(goal);
    for (size_t i = 0; i < goal->next_count; i++) {
        const struct exploration_next *next = &goal->nexts[i];
        if (next->thread == EXPLORATION_MAIN)
            continue;
        if (finding->why)
            finding->why = append(finding->why, memory_copy_text("; "));
        finding->why = append(finding->why, tell_thread(goal, next, symbols));
        if (finding->kind == FINDING_LOST_WAKEUP)
            finding->why = append(finding->why, tell_signal(goal, next));
    }
    if (finding->kind == FINDING_DEADLOCK)
        finding->why = append(finding->why, tell_cycle(goal));
    finding->title = memory_copy_text(
        finding->kind == FINDING_LOST_WAKEUP   ? "a thread waits for a signal that nobody will give"
        : finding->kind == FINDING_ENDLESS_RUN ? "a waiting loop that nobody will end"
                                               : "no thread can go on");
}
