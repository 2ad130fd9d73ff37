/* states.c: every state of the program, each entered once.
 *
 * Depth-first over the states themselves: taking a step and undoing it are
 * native, so a state costs what its steps touch. A state with a single
 * possible step is passed through and not stored.
 *
 * Of a state that is done with the search keeps its hash, and its edges for
 * counting interleavings, for the path with the fewest preemptions, and for
 * finding states from which no execution ends. Where nothing is to be counted
 * it is lean: it keeps hashes alone, and searches once more with edges only
 * where there is something to explain: a finding, or a loop.
 */
#include "explore/search/board.h"
#include "explore/search/graph.h"
#include "explore/search/probe_walk.h"

struct frame {
    struct mark mark;
    struct hash hash; /* where lean */
    uint32_t node;
    uint32_t first, count, next; /* its edges in `open` */
};

struct states {
    const struct search_settings *settings;
    struct search_result *result;
    struct graph graph;
    struct table table;
    struct probe probe;
    uint64_t next_probe; /* at so many model.steps */
    struct frame *frames;
    uint64_t depth;
    struct edge *open; /* edges of the nodes on the path */
    uint32_t open_count;
    uint64_t first_step; /* model.steps when it began */
    uint32_t arriving;   /* the node that races are noted at */
    bool lean;
    struct step steps[THREADS_MAX];
    struct step *path; /* to where it is now */
};

static struct states *states;

static const struct edge *edge_taken(uint64_t i)
{
    const struct frame *frame = &states->frames[i];
    return &states->open[frame->first + frame->next - 1];
}

/* Whether the step of frame i leaves a thread that could have gone on. */
static bool preempts(uint64_t i, uint16_t before, uint16_t thread)
{
    const struct frame *frame = &states->frames[i];
    for (uint32_t k = 0; before != thread && k < frame->count; k++)
        if (states->open[frame->first + k].thread == before)
            return true;
    return false;
}

/* Lean: the path of the depth-first search is one to the goal. */
static void reach(unsigned goal)
{
    unsigned preemptions = 0;
    if (goals[goal].reached)
        return;
    for (uint64_t i = 0; i < states->depth; i++) {
        const struct edge *edge = edge_taken(i);
        preemptions += i > 0 && preempts(i, edge_taken(i - 1)->last, edge->thread);
        states->path[i] = (struct step){edge->thread, edge->way};
    }
    goal_reach(goal, states->path, states->depth, preemptions);
}

static void note_race(unsigned x, unsigned y)
{
    unsigned goal = goal_of_race(x, y);
    struct graph *graph = &states->graph;
    if (states->lean) {
        reach(goal);
        return;
    }
    uint32_t *first = &graph->nodes[states->arriving].sights;
    for (uint32_t i = *first; i && i <= graph->sight_count; i++)
        if (graph->sights[i - 1].goal == goal)
            return; /* as of another pair of threads, or of the same */
    graph->sights[graph->sight_count++] = (struct sight){states->arriving, goal};
    if (!*first)
        *first = graph->sight_count;
}

/* Notes the races of a new node. All threads: a chain may have moved several. */
static void note_races(uint32_t node)
{
    states->arriving = node;
    goals_pairs(note_race);
}

static void open_node(uint32_t number, unsigned count)
{
    struct frame *frame = &states->frames[states->depth];
    *frame = (struct frame){.mark = model_mark(),
                            .hash = model_hash(),
                            .node = number,
                            .first = states->open_count,
                            .count = count};
    if (!states->lean)
        states->graph.nodes[number].open = 1;
    for (unsigned i = 0; i < count; i++)
        states->open[states->open_count++] =
            (struct edge){.thread = states->steps[i].thread, .way = states->steps[i].way};
    note_races(number);
    states->result->waiting += count;
    states->depth++;
}

static void close_node(void)
{
    struct frame *frame = &states->frames[--states->depth];
    if (states->lean) {
        table_close(&states->table, frame->hash);
        states->open_count = frame->first;
        return;
    }
    struct graph *graph = &states->graph;
    struct node *node = &graph->nodes[frame->node];
    node->first = graph->edge_count;
    node->count = frame->count & 0x3fffffff;
    node->open = 0;
    for (uint32_t i = 0; i < frame->count; i++)
        graph->edges[graph->edge_count++] = states->open[frame->first + i];
    states->open_count = frame->first;
    graph->order[graph->order_count++] = frame->node;
}

/* Whether the state is new; lean. */
static bool visit(void)
{
    enum table_state state = table_visit(&states->table, model_hash());
    states->graph.cyclic |= state == TABLE_OPEN;
    return state == TABLE_UNSEEN;
}

/* The node where the model is now, opened where it is new. */
static uint32_t arrive(uint16_t *last)
{
    unsigned count = search_pass_forced(states->steps, last, NULL);
    if (count == 0) {
        unsigned goal = goal_of_end(model_status());
        if (states->lean)
            reach(goal);
        return EDGE_END + goal;
    }
    uint32_t number = states->graph.node_count;
    if (states->lean && !visit())
        return number;
    uint32_t known = states->lean ? TABLE_NEW : table_enter(&states->table, model_hash(), number);
    if (known != TABLE_NEW) {
        states->graph.cyclic |= states->graph.nodes[known].open;
        return known;
    }
    states->graph.node_count++;
    open_node(number, count);
    return number;
}

static uint64_t bytes_kept(void)
{
    return table_bytes(&states->table) + (states->lean ? 0 : graph_bytes(&states->graph));
}

static bool over(void)
{
    const struct search_settings *settings = states->settings;
    struct search_result *result = states->result;
    if (search_over(settings, result))
        return true;
    result->limit = NULL;
    if (states->depth >= settings->depth)
        result->limit = "steps";
    else if (states->graph.node_count % 64 == 0 && bytes_kept() > settings->memory)
        result->limit = "memory";
    if (result->limit)
        result->end = SEARCH_STOPPED;
    return result->limit != NULL;
}

enum { PROBE_FIRST = 10000, PROBE_SPARE = 20 };

/* From the root to the newest frame. */
static void go_along_path(void)
{
    uint16_t last = 0;
    for (uint64_t i = 0; i + 1 < states->depth; i++) {
        const struct edge *edge = edge_taken(i);
        model_take((struct step){edge->thread, edge->way});
        search_pass_forced(states->steps, &last, NULL);
    }
}

/* A round of walks. They cost a 20th of the search's steps, and are not counted. */
static void probe(void)
{
    uint64_t begun = model.steps;
    model_undo(&states->frames[0].mark);
    probe_walk(&states->probe, &states->table);
    go_along_path();
    states->first_step += model.steps - begun;
    states->next_probe = model.steps + PROBE_SPARE * (model.steps - begun);
}

static double share_done(uint64_t executions)
{
    (void)executions;
    return probe_share(&states->probe);
}

static void visit_all(void)
{
    states->probe = (struct probe){.random = states->settings->seed};
    states->next_probe = board_is_watched() ? model.steps + PROBE_FIRST : UINT64_MAX;
    states->graph.root_last = NO_THREAD;
    states->graph.root = arrive(&states->graph.root_last);
    while (states->depth && !over()) {
        if (model.steps >= states->next_probe)
            probe();
        struct frame *frame = &states->frames[states->depth - 1];
        if (frame->next > 0)
            model_undo(&frame->mark);
        if (frame->next == frame->count) {
            close_node();
            continue;
        }
        struct edge *edge = &states->open[frame->first + frame->next++];
        edge->last = edge->thread;
        states->result->waiting--;
        model_take((struct step){edge->thread, edge->way});
        edge->target = arrive(&edge->last);
        states->result->transitions = model.steps - states->first_step;
        states->result->states = states->graph.node_count;
    }
}

/* After a limit: what is open keeps the edges that were followed. */
static void close_all(void)
{
    while (states->depth) {
        struct frame *frame = &states->frames[states->depth - 1];
        frame->count = frame->next;
        close_node();
    }
}

/* Lean paths give way to the shortest. */
static void find_paths(void)
{
    static bool known[GOALS_MAX];
    for (unsigned i = 0; i < goal_count; i++) {
        known[i] = goals[i].reached;
        goals[i].reached = false;
    }
    graph_find_paths(&states->graph);
    for (unsigned i = 0; i < goal_count; i++)
        goals[i].reached |= known[i];
}

/* With edges. */
static void conclude(void)
{
    struct search_result *result = states->result;
    struct graph *graph = &states->graph;
    bool complete = result->end == SEARCH_COMPLETE;
    board_counting();
    close_all();
    if (complete && graph->cyclic && graph_mark_endless(graph))
        graph->endless_goal = goal_of_endless();
    if (complete && !graph->cyclic && !states->settings->no_count) {
        result->limbs = graph_count_paths(graph);
        result->counted = result->limbs > 0;
    }
    find_paths();
}

static void sum_up(void)
{
    struct search_result *result = states->result;
    uint64_t nodes = states->graph.node_count;
    result->transitions = model.steps - states->first_step;
    result->forced_left_out = true;
    result->states = nodes + goal_count;
    result->cyclic = states->graph.cyclic;
    result->bytes_per_state = nodes ? (double)bytes_kept() / (double)nodes : 0;
}

static const size_t frames_room = ((size_t)1 << 24) * sizeof(struct frame);
static const size_t open_room = ((size_t)1 << 30) * sizeof(struct edge);

/* One pass over all states. */
static void pass(bool lean)
{
    states->lean = lean;
    states->depth = states->open_count = 0;
    states->result->waiting = 0;
    graph_init(&states->graph);
    table_init(&states->table, !lean);
    visit_all();
    sum_up();
    if (states->result->end != SEARCH_RESTART && !lean)
        conclude();
    graph_release(&states->graph);
    table_release(&states->table);
}

/* Whether a lean pass has left something to be explained. */
static bool is_unexplained(void)
{
    bool wrong = states->result->cyclic;
    for (unsigned i = 0; i < goal_count && !wrong; i++)
        wrong =
            goals[i].kind != GOAL_OUTCOME || goals[i].outcome.expected != goals[i].outcome.actual;
    return wrong && states->result->end == SEARCH_COMPLETE;
}

static void run(const struct search_settings *settings, struct search_result *result)
{
    struct mark start = model_mark();
    states = arena_reserve(sizeof *states);
    states->settings = settings;
    states->result = result;
    states->first_step = model.steps;
    states->frames = arena_reserve(frames_room);
    states->open = arena_reserve(open_room);
    states->path = arena_reserve(frames_room);
    board_estimate(share_done);
    pass(settings->no_count);
    if (settings->no_count && is_unexplained()) {
        model_undo(&start);
        pass(false);
    }
    board_estimate(NULL);
    arena_release(states->frames, frames_room);
    arena_release(states->open, open_room);
    arena_release(states->path, frames_room);
    arena_release(states, sizeof *states);
}

const struct strategy strategy_states = {
    .name = "states", .hashes = true, .exhaustive = true, .shortest = true, .run = run};
