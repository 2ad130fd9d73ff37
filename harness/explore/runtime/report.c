#include "explore/runtime/report.h"
#include "explore/runtime/report_blocks.h"
#include "explore/runtime/report_shard.h"
#include "explore/runtime/event.h"
#include "explore/runtime/held.h"
#include "explore/runtime/lessons_text.h"
#include "explore/runtime/output.h"
#include "explore/runtime/sync.h"
#include "explore/runtime/timing.h"
#include "explore/runtime/waiting.h"
#include "explore/search/schedule.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static char buffer[1 << 16];
static size_t used;

/* Findings beyond this many are counted by the tool but not told in full. */
enum { TOLD_MAX = 64, EVENTS_MAX = 20000 };

/* Bytes that are told of what an outcome without a finding printed. */
enum { OUTCOME_OUTPUT_MAX = 1024 };

void report_flush(void)
{
    size_t done = 0;
    while (done < used) {
        ssize_t count = write(STDOUT_FILENO, buffer + done, used - done);
        if (count <= 0)
            break;
        done += (size_t)count;
    }
    used = 0;
}

void report_line(const char *format, ...)
{
    va_list arguments;
    if (used > sizeof buffer - 4096)
        report_flush();
    va_start(arguments, format);
    int length = vsnprintf(buffer + used, sizeof buffer - used, format, arguments);
    va_end(arguments);
    if (length > 0)
        used += (size_t)length < sizeof buffer - used ? (size_t)length : sizeof buffer - used - 1;
}

static void put(void *closure, const char *text)
{
    (void)closure;
    report_line("%s", text);
}

void report_frames(const uint64_t *frames, unsigned depth)
{
    for (unsigned i = 0; i < depth; i++)
        report_line("%s%llx", i ? "," : "", (unsigned long long)frames[i]);
    report_line("\n");
}

static long long wire_thread(unsigned thread)
{
    return (long long)thread - (long long)model.first;
}

static void report_home(struct home home)
{
    report_line("%llx\t%llx\t", (unsigned long long)home.pc, (unsigned long long)home.frame);
}

static void report_event(const struct event *event)
{
    report_line("event\t%lld\t%s\t%llx\t%llu\t%llx\t%llu\t%llu\t%llu\t%d\t",
                wire_thread(event->thread), op_names[event->op.kind],
                (unsigned long long)event->op.address, (unsigned long long)event->op.size,
                (unsigned long long)event->op.other, (unsigned long long)event->before,
                (unsigned long long)event->after, (unsigned long long)event->result,
                event->visible);
    report_home(event->home);
    report_frames(event->frames, event->depth);
}

/* The thread that holds what this one waits for, or NOBODY. */
enum { NOBODY = -2 };

static long long holder(const struct op *op)
{
    const uint32_t *words = sync_words(op->address);
    switch (op->kind) {
    case OP_LOCK:
    case OP_WOKEN:
        return words[MUTEX_LOCKED] ? (long long)words[MUTEX_OWNER] - 1 - (long long)model.first
                                   : NOBODY;
    case OP_WRLOCK:
    case OP_RDLOCK:
        return words[1] ? (long long)words[1] - 1 - (long long)model.first : NOBODY;
    case OP_SPINLOCK:
        return words[0] ? (long long)words[0] - 1 - (long long)model.first : NOBODY;
    case OP_JOIN:
        return (long long)op->argument[0] - (long long)model.first;
    default:
        return NOBODY;
    }
}

static void report_next(unsigned thread)
{
    const struct op *op = &threads[thread].core.op;
    uint64_t frames[EVENT_FRAMES];
    uint64_t address = op->kind == OP_WOKEN && !threads[thread].woken ? op->other : op->address;
    if (threads[thread].state != THREAD_ALIVE || op->kind == OP_START)
        return;
    unsigned depth = event_stack(thread, frames);
    bool can = model_can_step(thread) && !model_waits(thread);
    report_line("next\t%lld\t%s\t%llx\t%lld\t%d\t", wire_thread(thread), op_names[op->kind],
                (unsigned long long)address, holder(op), can);
    report_home(event_home(address));
    report_frames(frames, depth);
}

/* The racing accesses become the last two steps of the path. */
static uint64_t take_race(const struct goal *goal, struct step *more)
{
    for (unsigned x = 0; x < model.count; x++)
        for (unsigned y = x + 1; y < model.count; y++)
            if (model_can_step(x) && model_can_step(y) &&
                op_race(&threads[x].core.op, &threads[y].core.op) &&
                &goals[goal_of_race(x, y)] == goal) {
                more[0] = (struct step){.thread = (uint16_t)x};
                more[1] = (struct step){.thread = (uint16_t)y};
                model_take(more[0]);
                if (model_can_step(y))
                    model_take(more[1]);
                return 2;
            }
    return 0;
}

static void report_goal_line(const struct goal *goal)
{
    char count[NUMBER_TEXT];
    const struct outcome *outcome = &goal->outcome;
    report_line("goal\t%d\t%d\t%lld\t%lld\t%s\t%s\t%u\t%llx\t%llx\t%llx\t%s\t", goal->kind,
                (int)goal->failure.kind, (long long)outcome->expected, (long long)outcome->actual,
                outcome->known ? (outcome->label[0] ? outcome->label : "=") : "-",
                number_text(goal->count, NUMBER_LIMBS_MAX, count), goal->preemptions,
                (unsigned long long)goal->failure.pc, (unsigned long long)goal->other_pc,
                (unsigned long long)goal->failure.address,
                goal->failure.text ? goal->failure.text : "-");
}

static size_t output_before;   /* what it printed by then */
static unsigned events_before; /* those of main() before the first choice */

/* Goes to the start once more, now with events. */
static void record_start(void)
{
    event_clear();
    model.recording = true;
    model_begin();
    model.recording = false;
    events_before = event_count;
    output_before = output_length();
}

static void report_held(void)
{
    const struct held *held;
    unsigned count = held_find(&held);
    for (unsigned i = 0; i < count; i++)
        report_line("held\t%lld\t%llx\t%d\n", wire_thread(held[i].thread),
                    (unsigned long long)held[i].address, held[i].reads);
}

static void report_events(void)
{
    for (unsigned i = events_before; i < event_count && i < events_before + EVENTS_MAX; i++)
        if (events[i].visible)
            report_event(&events[i]);
}

/* As one schedule: the first of `more` may go on with the path's last thread. */
static void report_schedule(const struct goal *goal, const struct step *more, uint64_t added)
{
    static struct step *steps;
    if (!steps)
        steps = arena_reserve((size_t)1 << 34);
    memcpy(steps, goal->path, goal->path_length * sizeof *steps);
    memcpy(steps + goal->path_length, more, added * sizeof *steps);
    report_line("%llu\t", (unsigned long long)goal->path_length + added);
    schedule_print(steps, goal->path_length + added, model.first, put, NULL);
    report_line("\n");
}

static void report_goal(struct goal *goal, const struct mark *start, bool whole)
{
    struct step more[2];
    event_rewind(events_before);
    output_rewind(output_before);
    model.recording = true;
    for (uint64_t i = 0; i < goal->path_length; i++)
        model_take(goal->path[i]);
    uint64_t added = goal->kind == GOAL_RACE ? take_race(goal, more) : 0;
    model.recording = false;
    report_goal_line(goal);
    report_schedule(goal, more, added);
    if (goal->kind == GOAL_FAILURE && model_status() == MODEL_FAILED) /* on this very path */
        report_line("failed\t%lld\t%llx\n", wire_thread((unsigned)model.failure.thread),
                    (unsigned long long)goal->failure.runs_at);
    if (goal->outcome.exited)
        report_line("exit\t%llu\t%llx\n", (unsigned long long)goal->outcome.status,
                    (unsigned long long)goal->outcome.printed);
    if (goal_is_wrong(goal) || whole) {
        report_events();
        for (unsigned i = 0; i < model.count && goal->kind != GOAL_RACE; i++)
            report_next(i);
        if (goal->kind == GOAL_RACE)
            report_held();
        report_blocks(goal);
        output_report(OUTPUT_MAX);
    } else if (goal->outcome.exited) {
        output_report(OUTCOME_OUTPUT_MAX);
    }
    model_undo(start);
}

/* Whether it is wrong, or may be beside what other shards met. */
static bool may_be_wrong(const struct goal *goal, const struct search_settings *settings)
{
    return goal_is_wrong(goal) ||
           (settings->shards && goal->outcome.exited && goal->outcome.status);
}

/* Returns how many of them are findings, or may be. */
static unsigned report_goals(const struct search_settings *settings, const struct mark *start)
{
    unsigned told = 0;
    for (unsigned i = 0; i < goal_count; i++) {
        bool wrong = goals[i].reached && may_be_wrong(&goals[i], settings);
        bool whole = settings->pause || settings->schedule || (wrong && settings->shards);
        if (wrong && told++ >= TOLD_MAX && goal_is_wrong(&goals[i]))
            continue;
        if (goals[i].reached)
            report_goal(&goals[i], start, whole && told <= TOLD_MAX);
    }
    return told;
}

void report_search(const struct strategy *strategy, const struct search_settings *settings,
                   const struct search_result *result)
{
    record_start();
    struct mark start = model_mark();
    report_line("strategy\t%s\n", strategy->name);
    report_line("end\t%s\t%s\n", result->end == SEARCH_COMPLETE ? "complete" : "stopped",
                result->limit ? result->limit : "-");
    report_line("numbers\t%llu\t%llu\t%llu\t%llu\t%d\t%d\t%.6f\t%llu\t%d\t%u\t%.6f\n",
                (unsigned long long)result->executions, (unsigned long long)result->started,
                (unsigned long long)result->states, (unsigned long long)result->transitions,
                result->counted, result->cyclic, result->seconds, (unsigned long long)model.most,
                waiting.assumed, result->restarts, result->wasted);
    struct rusage usage;
    if (getrusage(RUSAGE_SELF, &usage) == 0)
        report_line("peak\t%ld\n", usage.ru_maxrss);
    if (result->bytes_per_state > 0)
        report_line("kept\t%.1f\n", result->bytes_per_state);
    if (timing.call)
        report_line("virtual\t%s\t%llx\n", timing.call, (unsigned long long)timing.pc);
    if (output_given_up())
        report_line("untold\n");
    if (settings->shards)
        report_shard(settings);
    if (report_goals(settings, &start) > 0)
        lessons_report();
    report_line("done\n");
    report_flush();
}
