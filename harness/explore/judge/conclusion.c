#include "explore/judge/conclusion.h"
#include "explore/judge/blocks.h"
#include "explore/judge/failure.h"
#include "explore/judge/leak.h"
#include "explore/judge/locks.h"
#include "explore/judge/outcome.h"
#include "explore/judge/standstill.h"
#include "explore/search/schedule.h"
#include "judge/finding.h"
#include "judge/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *conclusion_thread(long thread, char text[8])
{
    if (thread < 0)
        return "main";
    return thread_name((uint64_t)thread, text);
}

struct place conclusion_place(struct symbols *symbols, const struct exploration_frames *frames)
{
    struct place place = {"?", "?", NULL, 0, true};
    for (size_t i = 0; i < frames->count; i++) {
        struct place candidate = symbols_place(symbols, frames->pcs[i]);
        if (!candidate.ours)
            return candidate;
    }
    return place;
}

long long conclusion_value(uint64_t value, uint64_t size)
{
    switch (size) {
    case 1:
        return (int8_t)value;
    case 2:
        return (int16_t)value;
    case 4:
        return (int32_t)value;
    default:
        return (long long)value;
    }
}

/* "A at pool.c:31 holds m" */
static char *tell_locks(const struct exploration_goal *goal, const struct exploration_event *event,
                        struct symbols *symbols)
{
    char name[8];
    struct place place = conclusion_place(symbols, &event->frames);
    char *locks = locks_of(goal, event->thread, symbols);
    char *text = memory_print("%s at %s:%ld holds %s", conclusion_thread(event->thread, name),
                              place.file, place.line, locks[0] ? locks : "no lock");
    free(locks);
    return text;
}

static void judge_race(struct explore_finding *finding, struct symbols *symbols)
{
    const struct exploration_goal *goal = finding->goal;
    finding->kind = FINDING_DATA_RACE;
    finding->object = blocks_object(symbols, goal, goal->address);
    if (goal->event_count < 2)
        return;
    const struct exploration_event *y = &goal->events[goal->event_count - 1], *x = y - 1;
    char first[8], second[8];
    bool common = locks_common(goal, x->thread, y->thread) != NULL;
    finding->title = memory_print(
        "%s's %s (step %zu) and %s's %s (step %zu), %s", conclusion_thread(x->thread, first), x->op,
        goal->event_count - 1, conclusion_thread(y->thread, second), y->op, goal->event_count,
        common ? "the lock in common held for reading only" : "no lock in common");
    char *of_x = tell_locks(goal, x, symbols), *of_y = tell_locks(goal, y, symbols);
    finding->why = memory_print("%s; %s", of_x, of_y);
    free(of_x);
    free(of_y);
}

static void judge(struct explore_finding *finding, const struct exploration *exploration,
                  struct symbols *symbols)
{
    if (finding->block) {
        leak_judge(finding, symbols);
        return;
    }
    switch (finding->goal->kind) {
    case EXPLORATION_OUTCOME:
        outcome_judge(finding, exploration, symbols);
        break;
    case EXPLORATION_STUCK:
        standstill_judge(finding, symbols);
        break;
    case EXPLORATION_FAILURE:
        failure_judge(finding, symbols);
        break;
    case EXPLORATION_RACE:
        judge_race(finding, symbols);
        break;
    case EXPLORATION_PAUSE:
        break;
    case EXPLORATION_ENDLESS:
        finding->kind = FINDING_ENDLESS_RUN;
        finding->title = memory_copy_text("from here no execution ever ends");
        break;
    }
    if (!finding->object)
        finding->object = memory_copy_text("");
    if (!finding->title)
        finding->title = memory_copy_text("");
    if (!finding->why)
        finding->why = memory_copy_text("");
}

static void release_finding(struct explore_finding *finding)
{
    free(finding->others);
    free(finding->object);
    free(finding->title);
    free(finding->why);
}

/* The same trouble with the same object: one finding. */
static bool same(const struct explore_finding *x, const struct explore_finding *y)
{
    if (x->kind == FINDING_LEAK && y->kind == FINDING_LEAK)
        return strcmp(x->title, y->title) == 0;
    if (x->kind != y->kind || strcmp(x->object, y->object) != 0)
        return false;
    return x->goal->kind == EXPLORATION_OUTCOME || x->goal->kind == EXPLORATION_RACE ||
           strcmp(x->why, y->why) == 0;
}

static bool better(const struct exploration_goal *x, const struct exploration_goal *y)
{
    return x->preemptions < y->preemptions ||
           (x->preemptions == y->preemptions && x->steps < y->steps);
}

static void add_other(struct explore_finding *finding, const struct exploration_goal *goal)
{
    finding->others =
        memory_resize(finding->others, finding->other_count + 1, sizeof *finding->others);
    finding->others[finding->other_count++] = goal;
}

/* A race of other accesses to the same object is told with the one that is known. */
static void join(struct explore_finding *known, const struct explore_finding *finding)
{
    for (size_t i = 0; i < finding->other_count; i++)
        add_other(known, finding->others[i]);
    if (finding->goal->kind == EXPLORATION_RACE)
        add_other(known, finding->goal);
}

static void add(struct conclusion *conclusion, struct explore_finding finding)
{
    for (size_t i = 0; i < conclusion->count; i++) {
        struct explore_finding *known = &conclusion->findings[i];
        if (!same(known, &finding))
            continue;
        if (better(finding.goal, known->goal)) {
            struct explore_finding swap = *known;
            *known = finding;
            finding = swap;
        }
        join(known, &finding);
        release_finding(&finding);
        return;
    }
    conclusion->findings =
        memory_resize(conclusion->findings, conclusion->count + 1, sizeof *conclusion->findings);
    conclusion->findings[conclusion->count++] = finding;
}

/* Races last: they are the cause, and what they do to the program comes first. */
static int rank(enum finding_kind kind)
{
    return kind == FINDING_DATA_RACE ? 2 : kind == FINDING_LEAK ? 1 : 0;
}

static int by_gravity(const void *x, const void *y)
{
    const struct explore_finding *a = x, *b = y;
    if (rank(a->kind) != rank(b->kind))
        return rank(a->kind) - rank(b->kind);
    return better(b->goal, a->goal) - better(a->goal, b->goal);
}

static bool is_finding(const struct exploration *exploration, const struct exploration_goal *goal)
{
    if (goal->kind == EXPLORATION_OUTCOME)
        return outcome_is_wrong(exploration, goal);
    return goal->kind != EXPLORATION_PAUSE;
}

static enum verdict verdict_of(const struct exploration *exploration, size_t findings)
{
    if (exploration->unsupported)
        return VERDICT_UNSUPPORTED;
    if (findings)
        return VERDICT_CAUGHT;
    if (!exploration->complete)
        return VERDICT_INCONCLUSIVE;
    return exploration_is_whole(exploration) ? VERDICT_PROVED : VERDICT_CLEAN;
}

static void add_leaks(struct conclusion *conclusion, const struct exploration *exploration,
                      const struct exploration_goal *goal, struct symbols *symbols)
{
    for (size_t i = 0; i < goal->block_count; i++) {
        struct explore_finding finding = {.goal = goal, .block = &goal->blocks[i]};
        if (!finding.block->leaked)
            continue;
        judge(&finding, exploration, symbols);
        add(conclusion, finding);
    }
}

void conclusion_init(struct conclusion *conclusion, const struct exploration *exploration,
                     struct symbols *symbols)
{
    *conclusion = (struct conclusion){.count = 0};
    for (size_t i = 0; i < exploration->lessons.count; i++)
        if (exploration->lessons.items[i].kind == LESSON_LOCAL)
            symbols_add_thread_local(symbols, exploration->lessons.items[i].address,
                                     exploration->lessons.items[i].size);
    for (size_t i = 0; i < exploration->goal_count; i++) {
        struct explore_finding finding = {.goal = &exploration->goals[i]};
        if (!is_finding(exploration, finding.goal))
            continue;
        if (finding.goal->finding == FINDING_LEAK) {
            add_leaks(conclusion, exploration, finding.goal, symbols);
            continue;
        }
        judge(&finding, exploration, symbols);
        add(conclusion, finding);
    }
    if (conclusion->count)
        qsort(conclusion->findings, conclusion->count, sizeof *conclusion->findings, by_gravity);
    conclusion->verdict = verdict_of(exploration, conclusion->count);
}

void conclusion_release(struct conclusion *conclusion)
{
    for (size_t i = 0; i < conclusion->count; i++)
        release_finding(&conclusion->findings[i]);
    free(conclusion->findings);
}
