/* The explorer's search, and what it means in the words of a testimony. */
#include "check/explore.h"
#include "check/witness.h"
#include "explore/judge/outcome.h"
#include "explore/launch/launch.h"
#include "explore/trace/explore_findings.h"
#include "judge/memory.h"
#include "options/option.h"
#include "report/number.h"

#include <stdlib.h>
#include <string.h>

enum { THREADS = 2, INCREMENTS = 1, MEMORY_MIB = 2048, STEPS = 100000 };

static long first_of(long one, long two, long three, long four)
{
    return one > 0 ? one : two > 0 ? two : three > 0 ? three : four;
}

long explore_threads(const struct subject *subject, const struct check_order *order)
{
    const struct variant *variant = &subject->described;
    return first_of(order->threads, variant->small.threads, variant->defaults.threads, THREADS);
}

long explore_increments(const struct subject *subject, const struct check_order *order)
{
    return first_of(order->increments, subject->described.small.increments, 0, INCREMENTS);
}

static bool refuse(struct testimony *testimony, enum verdict verdict, const char *why)
{
    testimony->verdict = verdict;
    testimony->evidence = memory_copy_text(why);
    return false;
}

/* launch() has told more on standard error. */
static bool refuse_code(struct testimony *testimony, int code)
{
    if (code == EXIT_FOUND)
        return refuse(testimony, VERDICT_INCONCLUSIVE, "the program died before its main()");
    if (code == EXIT_ENVIRONMENT)
        return refuse(testimony, VERDICT_UNAVAILABLE, "the explorer could not run it");
    return refuse(testimony, VERDICT_INCONCLUSIVE, "the search came to no end");
}

bool witness_explore(const struct subject *subject, const struct check_order *order,
                     struct testimony *testimony, struct exploration *exploration)
{
    const struct launch_order search = {.name = subject->name,
                                        .binary = subject->binaries[BUILD_EXPLORE],
                                        .strategy = "states",
                                        .input = order->input,
                                        .arguments = order->argument_text,
                                        .threads = explore_threads(subject, order),
                                        .increments = explore_increments(subject, order),
                                        .seconds = order->budget / 2,
                                        .memory = MEMORY_MIB,
                                        .steps = STEPS,
                                        .seed = 1};
    if (!search.binary)
        return refuse(testimony, VERDICT_UNAVAILABLE, subject->reasons[BUILD_EXPLORE]);
    int code = launch(&search, order->program, exploration);
    return code == 0 ? true : refuse_code(testimony, code);
}

static char *tell_caught(const struct explored *explored)
{
    const struct explore_finding *first = explored->conclusion.findings;
    size_t more = explored->conclusion.count - 1;
    char *also = more ? memory_print("; %zu more", more) : memory_copy_text("");
    bool named = first->object[0] != '\0';
    bool titled = !named && first->goal->kind == EXPLORATION_FAILURE;
    char *text = memory_print("%s%s%s, %u preemption%s%s", finding_kind_name(first->kind),
                              named    ? " of "
                              : titled ? ": "
                                       : "",
                              titled ? first->title : first->object, first->goal->preemptions,
                              first->goal->preemptions == 1 ? "" : "s", also);
    free(also);
    return text;
}

/* "; what the program prints depends on the interleaving", or "". */
static char *tell_note(const struct exploration *exploration)
{
    char *note = outcome_note(exploration);
    char *text = note ? memory_print("; %s", note) : memory_copy_text("");
    free(note);
    return text;
}

static char *tell_proved(const struct explored *explored)
{
    char states[NUMBER_MAX];
    const struct exploration *exploration = &explored->exploration;
    uint64_t count = exploration->states ? exploration->states : exploration->executions;
    if (exploration->threads == 1 && exploration->transitions == 0)
        return memory_copy_text("the program starts no thread");
    number_count((long long)count, states, sizeof states);
    if (explored->is_lab)
        return memory_print("every interleaving of %ld threads x %ld (%s states)",
                            explored->threads, explored->increments, states);
    char *note = tell_note(exploration);
    char *text = memory_print("every interleaving (%s states)%s", states, note);
    free(note);
    return text;
}

static char *tell(const struct explored *explored)
{
    const struct exploration *exploration = &explored->exploration;
    struct place place = symbols_place(explored->symbols, exploration->unsupported_pc);
    switch (explored->conclusion.verdict) {
    case VERDICT_CAUGHT:
        return tell_caught(explored);
    case VERDICT_PROVED:
        return tell_proved(explored);
    case VERDICT_UNSUPPORTED:
        return place.line > 0 && !place.ours
                   ? memory_print("%s (%s:%ld)", exploration->unsupported, place.file, place.line)
                   : memory_print("%s", exploration->unsupported);
    default:
        return strchr(exploration->limit, ' ')
                   ? memory_print("not searched: %s", exploration->limit)
                   : memory_print("the limit of %s was met; nothing until then",
                                  exploration->limit);
    }
}

void explore_words(struct explored *explored, const char *binary, struct testimony *testimony)
{
    explored->symbols = symbols_open(binary);
    conclusion_init(&explored->conclusion, &explored->exploration, explored->symbols);
    testimony->verdict = explored->conclusion.verdict;
    testimony->seconds = explored->exploration.seconds;
    testimony->runs = (long)explored->exploration.executions;
    testimony->evidence = tell(explored);
    explore_findings(explored, &testimony->findings);
}

void explored_release(struct explored *explored)
{
    conclusion_release(&explored->conclusion);
    symbols_close(explored->symbols);
    exploration_release(&explored->exploration);
}
