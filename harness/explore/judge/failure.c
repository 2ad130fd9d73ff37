#include "explore/judge/failure.h"
#include "explore/judge/blocks.h"
#include "judge/memory.h"

#include <stdlib.h>
#include <string.h>

struct place failure_place(const struct exploration_goal *goal, struct symbols *symbols)
{
    return symbols_place(symbols, goal->runs_at ? goal->runs_at : goal->pc);
}

/* "B at pool.c:31, in take": where it failed. */
static char *tell_place(const struct exploration_goal *goal, struct symbols *symbols)
{
    char name[8];
    struct place place = failure_place(goal, symbols);
    return memory_print("%s at %s:%ld, in %s", conclusion_thread(goal->failed, name), place.file,
                        place.line, place.function);
}

/* "in step 3", or "after step 3" where freeing was no step of its own. */
static char *tell_moment(const struct exploration_goal *goal, uint64_t step)
{
    if (step == 0 || step > goal->event_count)
        return memory_copy_text("before the first step");
    bool own = strcmp(goal->events[step - 1].op, "free") == 0;
    return memory_print("%s step %llu", own ? "in" : "after", (unsigned long long)step);
}

/* "A freed it at pool.c:20 in step 1"; NULL: nobody did, as far as is known. */
static char *tell_freed(const struct exploration_goal *goal, struct symbols *symbols)
{
    const struct exploration_block *block = blocks_find(goal, goal->address);
    char name[8];
    if (!block || !block->freed)
        return NULL;
    struct place place = conclusion_place(symbols, &block->freed_at);
    char *moment = tell_moment(goal, block->freed_step);
    char *text = memory_print("%s freed it at %s:%ld %s", conclusion_thread(block->freed_by, name),
                              place.file, place.line, moment);
    free(moment);
    return text;
}

static char *tell_use(const struct exploration_goal *goal, const char *place, const char *freed)
{
    const char *deed = strcmp(goal->text, "write") == 0  ? "writes to it"
                       : strcmp(goal->text, "read") == 0 ? "reads it"
                                                         : "uses it";
    return memory_print("%s; %s, %s after that: nothing keeps the memory until everybody is done",
                        freed, place, deed);
}

static char *tell(const struct exploration_goal *goal, const char *place, const char *freed)
{
    if (goal->finding == FINDING_USE_AFTER_FREE && freed)
        return tell_use(goal, place, freed);
    if (goal->finding == FINDING_DOUBLE_FREE && freed)
        return memory_print("%s; %s, frees it once more: it must be clear who frees", freed, place);
    if (goal->finding == FINDING_ASSERTION)
        return memory_print("%s: what the program takes for certain there does not hold", place);
    if (goal->finding == FINDING_THREAD_LEAK)
        return memory_print("%s: it was started there, and when the program ends nobody has waited "
                            "for it",
                            place);
    if (goal->finding == FINDING_LOCK_MISUSE)
        return memory_print("%s, does that", place);
    if (goal->finding == FINDING_CRASH)
        return memory_print("%s, crashes", place);
    if (goal->finding == FINDING_ENDLESS_RUN)
        return memory_print("%s, runs on: neither a step nor an end of it was seen", place);
    return memory_copy_text(place);
}

void failure_judge(struct explore_finding *finding, struct symbols *symbols)
{
    const struct exploration_goal *goal = finding->goal;
    finding->kind = goal->finding;
    if (goal->address)
        finding->object = blocks_object(symbols, goal, goal->address);
    finding->title = memory_copy_text(goal->text);
    if (failure_place(goal, symbols).ours)
        return;
    char *place = tell_place(goal, symbols), *freed = tell_freed(goal, symbols);
    finding->why = tell(goal, place, freed);
    free(place);
    free(freed);
}
