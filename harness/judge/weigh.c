#include "judge/weigh.h"
#include "judge/memory.h"

#include <string.h>

int finding_gravity(enum finding_kind kind)
{
    static const enum finding_kind order[] = {
        FINDING_LOST_UPDATE,   FINDING_ATOMICITY,      FINDING_ORDER,       FINDING_DEADLOCK,
        FINDING_LOST_WAKEUP,   FINDING_USE_AFTER_FREE, FINDING_DOUBLE_FREE, FINDING_ASSERTION,
        FINDING_CRASH,         FINDING_WRONG_OUTCOME,  FINDING_HANG,        FINDING_ENDLESS_RUN,
        FINDING_DATA_RACE,     FINDING_LOCK_MISUSE,    FINDING_LOCK_ORDER,  FINDING_SIGNAL_UNSAFE,
        FINDING_ERRNO_SPOILED, FINDING_THREAD_LEAK,    FINDING_LEAK,        FINDING_OTHER};
    enum { COUNT = sizeof order / sizeof *order };
    for (int i = 0; i < COUNT; i++)
        if (order[i] == kind)
            return i;
    return COUNT;
}

/* Who shows a finding best: the explorer has the whole interleaving. */
static int clarity(enum witness witness)
{
    static const int order[WITNESS_COUNT] = {
        [WITNESS_EXPLORE] = 0, [WITNESS_TSAN_CLANG] = 1, [WITNESS_TSAN_GCC] = 2,
        [WITNESS_LOG] = 3,     [WITNESS_HELGRIND] = 4,   [WITNESS_STRESS] = 5};
    return order[witness];
}

static bool only_races(const struct finding_list *findings)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].kind != FINDING_DATA_RACE)
            return false;
    return true;
}

static enum verdict word_of(const struct judged *judged, enum witness witness)
{
    const struct testimony *testimony = judged_of(judged, witness);
    return testimony ? testimony->verdict : VERDICT_UNAVAILABLE;
}

static bool is_caught(const struct judged *judged, enum witness witness)
{
    return word_of(judged, witness) == VERDICT_CAUGHT;
}

/* Whether the finding is how the watched program ended, by its own assertion
 * say, and no report of the tool that watched. */
static bool is_bare_end(const struct finding *finding)
{
    return (finding->kind == FINDING_CRASH || finding->kind == FINDING_HANG) &&
           finding->access_count == 0;
}

static bool tsan_reports(const struct judged *judged, enum witness witness)
{
    const struct testimony *tsan = judged_of(judged, witness);
    for (size_t i = 0; tsan && tsan->verdict == VERDICT_CAUGHT && i < tsan->findings.count; i++)
        if (!is_bare_end(&tsan->findings.items[i]))
            return true;
    return false;
}

static bool tsan_ran(const struct judged *judged, enum witness witness)
{
    return word_of(judged, witness) == VERDICT_CLEAN || is_caught(judged, witness);
}

/* Silence of either compiler's ThreadSanitizer, and nothing from the other. */
static bool tsan_is_silent(const struct judged *judged)
{
    return !tsan_reports(judged, WITNESS_TSAN_CLANG) && !tsan_reports(judged, WITNESS_TSAN_GCC) &&
           (tsan_ran(judged, WITNESS_TSAN_CLANG) || tsan_ran(judged, WITNESS_TSAN_GCC));
}

static bool all_accepted(const struct finding_list *findings)
{
    for (size_t i = 0; i < findings->count; i++)
        if (!findings->items[i].accepted)
            return false;
    return findings->count > 0;
}

static void discount(struct judged *judged)
{
    for (size_t i = 0; i < judged->count; i++) {
        struct testimony *testimony = &judged->testimonies[i];
        testimony->known = NULL;
        if (testimony->witness == WITNESS_HELGRIND && testimony->verdict == VERDICT_CAUGHT &&
            only_races(&testimony->findings) && tsan_is_silent(judged) &&
            word_of(judged, WITNESS_EXPLORE) == VERDICT_PROVED)
            testimony->known = "it does not know C11 atomics";
        if (testimony->verdict == VERDICT_CAUGHT && all_accepted(&testimony->findings))
            testimony->known = "its findings are known";
    }
}

static enum verdict weaker(enum verdict one, enum verdict other)
{
    if (other == VERDICT_UNAVAILABLE)
        return one;
    return one == VERDICT_UNAVAILABLE ? other : verdict_join(one, other);
}

static bool has_known(const struct judged *judged)
{
    for (size_t i = 0; i < judged->count; i++)
        if (judged->testimonies[i].known)
            return true;
    return false;
}

static enum verdict verdict_of(const struct judged *judged)
{
    enum verdict verdict = VERDICT_UNAVAILABLE;
    for (size_t i = 0; i < judged->count; i++)
        if (!judged->testimonies[i].known)
            verdict = weaker(verdict, judged->testimonies[i].verdict);
    if (verdict != VERDICT_CAUGHT && word_of(judged, WITNESS_EXPLORE) == VERDICT_PROVED)
        return VERDICT_PROVED;
    return verdict == VERDICT_UNAVAILABLE && has_known(judged) ? VERDICT_CLEAN : verdict;
}

static bool is_worse(const struct testimony *testimony, const struct finding *finding,
                     const struct weighed *than)
{
    if (!than->finding)
        return true;
    int one = finding_gravity(finding->kind), other = finding_gravity(than->finding->kind);
    bool traced = finding->step_count > 0, other_traced = than->finding->step_count > 0;
    if (traced != other_traced)
        return traced; /* a whole interleaving says more than a graver word without one */
    if (one != other)
        return one < other;
    return clarity(testimony->witness) < clarity(than->testimony->witness);
}

static struct weighed find_worst(const struct judged *judged)
{
    struct weighed worst = {0};
    for (size_t i = 0; i < judged->count; i++) {
        const struct testimony *testimony = &judged->testimonies[i];
        if (testimony->known || testimony->verdict != VERDICT_CAUGHT)
            continue;
        for (size_t j = 0; j < testimony->findings.count; j++)
            if (!testimony->findings.items[j].accepted &&
                is_worse(testimony, &testimony->findings.items[j], &worst))
                worst = (struct weighed){testimony, &testimony->findings.items[j]};
    }
    return worst;
}

static void note(struct judged *judged, char *sentence)
{
    judged->notes = memory_resize(judged->notes, judged->note_count + 1, sizeof *judged->notes);
    judged->notes[judged->note_count++] = sentence;
}

static bool has_kind(const struct judged *judged, enum finding_kind kind)
{
    for (size_t i = 0; i < judged->count; i++)
        if (judged->testimonies[i].verdict == VERDICT_CAUGHT &&
            testimony_has(&judged->testimonies[i], kind))
            return true;
    return false;
}

static bool has_hang(const struct judged *judged)
{
    return has_kind(judged, FINDING_DEADLOCK) || has_kind(judged, FINDING_LOST_WAKEUP) ||
           has_kind(judged, FINDING_HANG) || has_kind(judged, FINDING_ENDLESS_RUN);
}

/* Whether the finding's steps touch memory by atomic operations alone. */
static bool is_atomic_trace(const struct finding *finding)
{
    bool atomic = false;
    for (size_t i = 0; i < finding->step_count; i++) {
        enum finding_op op = finding->steps[i].op;
        if (op == FINDING_OP_READ || op == FINDING_OP_WRITE)
            return false;
        atomic |= op == FINDING_OP_ATOMIC_READ || op == FINDING_OP_ATOMIC_WRITE;
    }
    return atomic;
}

static bool has_locks(const struct finding *finding)
{
    for (size_t i = 0; i < finding->step_count; i++)
        if (finding->steps[i].op == FINDING_OP_LOCK)
            return true;
    return false;
}

/* Why ThreadSanitizer said nothing of what others caught. */
static const char *why_tsan_is_silent(const struct judged *judged)
{
    const struct finding *worst = judged->worst.finding;
    if (has_kind(judged, FINDING_DATA_RACE) && judged->worst.testimony &&
        judged->worst.testimony->witness == WITNESS_HELGRIND)
        return "the accesses were ordered in the runs that it saw, or are atomic, which helgrind "
               "does not know";
    if (has_kind(judged, FINDING_DATA_RACE))
        return "it judges the executions that ran, and in none of them did the two accesses meet "
               "unordered";
    if (worst->kind == FINDING_LOST_UPDATE && is_atomic_trace(worst))
        return "every access is atomic; the update is lost between them";
    if (is_atomic_trace(worst))
        return "every access is atomic, so there is no data race; what belongs together is not one "
               "operation";
    if (has_hang(judged))
        return "it reports data races and lock orders, and no thread that waits for ever";
    if (has_locks(worst))
        return "every access holds a lock, so there is no data race; what belongs together is not "
               "in one critical section";
    return "it looks for data races, not for wrong results";
}

static void explain_tsan(struct judged *judged)
{
    bool clang = tsan_reports(judged, WITNESS_TSAN_CLANG);
    bool gcc = tsan_reports(judged, WITNESS_TSAN_GCC);
    if (judged->worst.finding && tsan_is_silent(judged))
        note(judged, memory_print("ThreadSanitizer is silent: %s", why_tsan_is_silent(judged)));
    if ((clang && word_of(judged, WITNESS_TSAN_GCC) == VERDICT_CLEAN) ||
        (gcc && word_of(judged, WITNESS_TSAN_CLANG) == VERDICT_CLEAN))
        note(judged, memory_print("%s's ThreadSanitizer is silent where %s's reports: each judges "
                                  "the executions that it saw, and they differ",
                                  clang ? "gcc" : "clang", clang ? "clang" : "gcc"));
}

static bool lacks_hang(const struct testimony *testimony)
{
    return !testimony_has(testimony, FINDING_HANG) && !testimony_has(testimony, FINDING_CRASH);
}

static void explain_stress(struct judged *judged)
{
    const struct testimony *stress = judged_of(judged, WITNESS_STRESS);
    const struct finding *worst = judged->worst.finding;
    if (!stress || !worst)
        return;
    if (stress->verdict == VERDICT_CLEAN && worst->kind == FINDING_DATA_RACE)
        note(judged, memory_copy_text("stress saw nothing wrong: a data race need not change the "
                                      "result on this machine, with this compiler, this time"));
    else if (stress->verdict == VERDICT_CLEAN &&
             finding_gravity(worst->kind) >= finding_gravity(FINDING_LOCK_MISUSE))
        note(judged, memory_copy_text("stress looks at what a program does, and it did as always"));
    else if (stress->verdict == VERDICT_CLEAN && is_caught(judged, WITNESS_EXPLORE))
        note(judged, memory_copy_text("stress did not see it: the order of steps that it takes is "
                                      "too rare to come up by chance"));
    if (stress->verdict == VERDICT_CAUGHT && lacks_hang(stress) &&
        word_of(judged, WITNESS_EXPLORE) == VERDICT_PROVED)
        note(judged,
             memory_copy_text("the explorer proved what it judges (races, deadlocks, assertions, "
                              "memory, exit status, a lab's check); that what it prints differs is "
                              "no fault to it"));
}

static void explain_helgrind(struct judged *judged)
{
    const struct testimony *helgrind = judged_of(judged, WITNESS_HELGRIND);
    if (!helgrind)
        return;
    if (helgrind->known && !all_accepted(&helgrind->findings))
        note(judged, memory_print("helgrind reports a data race that is none: %s, and every "
                                  "interleaving was searched",
                                  helgrind->known));
    else if (helgrind->verdict == VERDICT_CLEAN && has_kind(judged, FINDING_DATA_RACE))
        note(judged, memory_copy_text("helgrind is silent: in the one execution that it saw, the "
                                      "accesses were ordered"));
}

static void explain_explore(struct judged *judged)
{
    bool tsan = is_caught(judged, WITNESS_TSAN_CLANG) || is_caught(judged, WITNESS_TSAN_GCC);
    if (!tsan || word_of(judged, WITNESS_EXPLORE) != VERDICT_PROVED)
        return;
    if (has_kind(judged, FINDING_LOCK_ORDER) && !has_kind(judged, FINDING_DATA_RACE))
        note(judged, memory_copy_text("ThreadSanitizer warns of an order of locks; the explorer "
                                      "has reached no deadlock in any interleaving"));
    else
        note(judged, memory_copy_text("the explorer's proof is for its small configuration; "
                                      "ThreadSanitizer's report is a fact about the run it saw"));
}

void judged_weigh(struct judged *judged)
{
    discount(judged);
    judged->verdict = verdict_of(judged);
    judged->worst = find_worst(judged);
    explain_tsan(judged);
    explain_stress(judged);
    explain_explore(judged);
    explain_helgrind(judged);
}
