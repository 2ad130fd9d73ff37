/* shorten.c: of the ways to a finding the one that is easiest to read: fewest
 * preemptions first, then fewest steps, then fewest switches.
 *
 * First everything with few preemptions is tried, as long as that is cheap: most
 * findings need few (see bounded.c). What is left is edited: whole segments, each a
 * run of one thread's steps, are left out, in halves, quarters and so on down
 * to single ones (Zeller, Hildebrandt, "Simplifying and Isolating
 * Failure-Inducing Input", IEEE TSE 28(2), 2002), two segments of a thread are
 * joined, and steps are left for later. Each edit is followed as a guide
 * (guide.h), and what came of it is kept where it is better. */
#include "explore/search/shorten.h"
#include "explore/search/board.h"
#include "explore/search/dfs.h"
#include "explore/search/guide.h"

/* Steps that may be spent: on all paths with few preemptions; on editing, in all
 * and for each finding, and where preemptions cannot become fewer. Counted, not timed, so that the answer is always
 * the same. */
enum { SPENT_ON_ALL = 200000, SPENT_ON_EDITS = 1000000, SPENT_ON_ONE = 200000, SPENT_ON_THE_BEST = 5000 };

struct segment {
    uint64_t first, count;
};

struct editor {
    struct goal *goal;
    struct trail best, other;
    struct step *guide;
    struct segment *segments; /* of the best */
    uint64_t segment_count;
    uint64_t spent, may_spend;
};

static struct editor *editor;

static bool is_better(const struct trail *x, const struct trail *y)
{
    if (x->preemptions != y->preemptions)
        return x->preemptions < y->preemptions;
    return x->length != y->length ? x->length < y->length : x->switches < y->switches;
}

static void find_segments(void)
{
    const struct trail *best = &editor->best;
    editor->segment_count = 0;
    for (uint64_t i = 0; i < best->length; i++) {
        if (i == 0 || best->steps[i].thread != best->steps[i - 1].thread)
            editor->segments[editor->segment_count++] = (struct segment){.first = i};
        editor->segments[editor->segment_count - 1].count++;
    }
}

static void swap_trails(void)
{
    struct trail swap = editor->best;
    editor->best = editor->other;
    editor->other = swap;
}

static bool is_spent(void)
{
    return editor->spent >= editor->may_spend || search_interrupted();
}

/* Follows the guide. Returns whether what came of it is the best now. */
static bool improves(uint64_t count)
{
    if (is_spent())
        return false;
    uint64_t most = 2 * editor->best.length + 64;
    bool there = guide_follow(editor->goal, editor->guide, count, most, &editor->other);
    editor->spent += editor->other.length + 1;
    if (!there || !is_better(&editor->other, &editor->best))
        return false;
    swap_trails();
    find_segments();
    return true;
}

/* Appends the segment, `less` steps of it left out, to a guide of that length. */
static uint64_t add(uint64_t length, uint64_t segment, uint64_t less)
{
    const struct segment *from = &editor->segments[segment];
    for (uint64_t i = 0; i + less < from->count; i++)
        editor->guide[length++] = editor->best.steps[from->first + i];
    return length;
}

static bool without(uint64_t from, uint64_t count)
{
    uint64_t length = 0;
    for (uint64_t i = 0; i < editor->segment_count; i++)
        if (i - from >= count)
            length = add(length, i, 0);
    return improves(length);
}

static bool leave_out_segments(void)
{
    bool better = false;
    for (uint64_t size = (editor->segment_count + 1) / 2; size > 0 && !is_spent(); size /= 2)
        for (uint64_t at = 0; at < editor->segment_count && !is_spent();)
            if (without(at, size))
                better = true;
            else
                at += size;
    return better;
}

/* With segment `moved` beside segment `place`, of the same thread. */
static bool joined(uint64_t place, uint64_t moved)
{
    uint64_t length = 0;
    for (uint64_t i = 0; i < editor->segment_count; i++) {
        if (i == place && moved < place)
            length = add(length, moved, 0);
        if (i != moved)
            length = add(length, i, 0);
        if (i == place && moved > place)
            length = add(length, moved, 0);
    }
    return improves(length);
}

static uint64_t next_of_thread(uint64_t segment)
{
    const struct step *steps = editor->best.steps;
    uint64_t i = segment + 1;
    while (i < editor->segment_count &&
           steps[editor->segments[i].first].thread != steps[editor->segments[segment].first].thread)
        i++;
    return i;
}

static bool join_segments(void)
{
    bool better = false;
    for (uint64_t i = 0; i < editor->segment_count && !is_spent();) {
        uint64_t next = next_of_thread(i);
        if (next < editor->segment_count && (joined(i, next) || joined(next, i)))
            better = true;
        else
            i++;
    }
    return better;
}

/* The last step of each segment, which its thread then takes later or not at all. */
static bool leave_out_steps(void)
{
    bool better = false;
    for (uint64_t at = 0; at < editor->segment_count && !is_spent();) {
        uint64_t length = 0;
        for (uint64_t i = 0; i < editor->segment_count; i++)
            length = add(length, i, i == at);
        if (improves(length))
            better = true;
        else
            at++;
    }
    return better;
}

static void edit(void)
{
    while (leave_out_segments() || join_segments() || leave_out_steps())
        ;
}

/* The path as it was found, with its preemptions counted. */
static bool begin(struct goal *goal)
{
    editor->goal = goal;
    bool there =
        guide_follow(goal, goal->path, goal->path_length, goal->path_length, &editor->best);
    find_segments();
    return there;
}

static void finish(struct goal *goal)
{
    goal_replace(goal, editor->best.steps, editor->best.length);
    goal->preemptions = editor->best.preemptions;
}

/* Whether a path to it can be told from another: not where nothing ends. */
static bool is_to_be_edited(const struct goal *goal)
{
    return goal->reached && goal_is_wrong(goal) && goal->kind != GOAL_ENDLESS;
}

/* may_spend: steps, in all. */
static void edit_all(uint64_t may_spend)
{
    for (unsigned i = 0; i < goal_count; i++) {
        if (!is_to_be_edited(&goals[i]) || !begin(&goals[i]))
            continue;
        editor->spent = 0;
        editor->may_spend = may_spend < SPENT_ON_ONE ? may_spend : SPENT_ON_ONE;
        edit();
        may_spend -= editor->spent < may_spend ? editor->spent : may_spend;
        finish(&goals[i]);
    }
}

static unsigned most_preemptions(void)
{
    unsigned most = 0;
    for (unsigned i = 0; i < goal_count; i++)
        if (is_to_be_edited(&goals[i]) && goals[i].preemptions > most)
            most = goals[i].preemptions;
    return most;
}

/* Everything with fewer preemptions than the findings have. */
static void try_all(const struct search_settings *settings)
{
    struct search_settings small = {
        .transitions = SPENT_ON_ALL, .depth = settings->depth, .jobs = 1};
    struct search_result all = {.end = SEARCH_COMPLETE};
    unsigned most = most_preemptions();
    struct goal_store *own = arena_reserve(GOAL_STORE_BYTES), *found = goals_use(own);
    struct mark start = model_mark();
    for (unsigned bound = 0; bound < most && all.end == SEARCH_COMPLETE; bound++) {
        bool cut = dfs_walk(&small, &all, bound);
        model_undo(&start);
        most = cut ? most : 0;
    }
    goals_use(found);
    goals_improve(own);
    arena_release(own, GOAL_STORE_BYTES);
}

static bool are_best(const struct strategy *strategy, const struct search_result *result)
{
    return strategy->shortest && (result->end == SEARCH_COMPLETE || strategy->shortest_so_far);
}

/* A thread ran on without a step until its time was up: it would again, seconds each time. */
static bool takes_seconds(void)
{
    for (unsigned i = 0; i < goal_count; i++)
        if (goals[i].kind == GOAL_FAILURE && goals[i].failure.kind == FINDING_ENDLESS_RUN)
            return true;
    return false;
}

void shorten_paths(const struct strategy *strategy, const struct search_settings *settings,
                   const struct search_result *result)
{
    const size_t room = GUIDE_STEPS * sizeof(struct step);
    bool best = are_best(strategy, result) || settings->schedule;
    if (takes_seconds())
        return;
    editor = arena_reserve(sizeof *editor);
    editor->best.steps = arena_reserve(room);
    editor->other.steps = arena_reserve(room);
    editor->guide = arena_reserve(room);
    editor->segments = arena_reserve(GUIDE_STEPS * sizeof *editor->segments);
    board_counting();
    edit_all(best && !settings->schedule ? SPENT_ON_THE_BEST : 0);
    if (!best) {
        try_all(settings);
        edit_all(SPENT_ON_EDITS);
    }
    arena_release(editor->best.steps, room);
    arena_release(editor->other.steps, room);
    arena_release(editor->guide, room);
    arena_release(editor->segments, GUIDE_STEPS * sizeof *editor->segments);
    arena_release(editor, sizeof *editor);
}
