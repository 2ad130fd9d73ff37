/* states.c: every state of the program, each entered once.
 *
 * Depth-first over the states themselves: taking a step and undoing it are
 * native, so a state costs what its steps touch. A state with a single
 * possible step is passed through and not stored.
 */
#include "explore/search/board.h"
#include "explore/search/graph.h"
#include "explore/search/table.h"

struct frame {
    struct mark mark;
    uint32_t node;
    uint32_t first, count, next; /* its edges in `open` */
};

struct states {
    const struct search_settings *settings;
    struct search_result *result;
    struct graph graph;
    struct table table;
    struct frame *frames;
    uint64_t depth;
    struct edge *open; /* edges of the nodes on the path */
    uint32_t open_count;
    uint64_t first_step; /* model.steps when it began */
    uint32_t arriving;   /* the node that races are noted at */
    struct step steps[THREADS_MAX];
};

static struct states *states;

static void note_race(unsigned goal, void *closure)
{
    (void)closure;
    struct graph *graph = &states->graph;
    graph->sights[graph->sight_count++] = (struct sight){states->arriving, goal};
    if (!graph->nodes[states->arriving].sights)
        graph->nodes[states->arriving].sights = graph->sight_count;
}

/* Notes the races of a new node. All threads: a chain may have moved several. */
static void note_races(uint32_t node)
{
    states->arriving = node;
    for (unsigned i = 0; i < model.count; i++)
        if (threads[i].state == THREAD_ALIVE && op_classes[threads[i].core.op.kind]->plain)
            goals_races_with(i, note_race, NULL);
}

static void open_node(uint32_t number, unsigned count)
{
    struct frame *frame = &states->frames[states->depth++];
    *frame = (struct frame){model_mark(), number, states->open_count, count, 0};
    states->graph.nodes[number].open = 1;
    for (unsigned i = 0; i < count; i++)
        states->open[states->open_count++] =
            (struct edge){.thread = states->steps[i].thread, .way = states->steps[i].way};
    note_races(number);
}

static void close_node(void)
{
    struct frame *frame = &states->frames[--states->depth];
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

/* The node where the model is now, opened where it is new. */
static uint32_t arrive(uint16_t *last)
{
    unsigned count = search_pass_forced(states->steps, last, NULL);
    if (count == 0)
        return EDGE_END + goal_of_end(model_status());
    uint32_t number = states->graph.node_count;
    uint32_t known = table_enter(&states->table, model_hash(), number);
    if (known != TABLE_NEW) {
        states->graph.cyclic |= states->graph.nodes[known].open;
        return known;
    }
    states->graph.node_count++;
    open_node(number, count);
    return number;
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
    else if (states->graph.node_count % 64 == 0 &&
             graph_bytes(&states->graph) + table_bytes(&states->table) > settings->memory)
        result->limit = "memory";
    if (result->limit)
        result->end = SEARCH_STOPPED;
    return result->limit != NULL;
}

static void visit_all(void)
{
    uint16_t last = 0;
    states->graph.root = arrive(&last);
    while (states->depth && !over()) {
        uint64_t depth = states->depth;
        struct frame *frame = &states->frames[depth - 1];
        if (frame->next > 0)
            model_undo(&frame->mark);
        if (frame->next == frame->count) {
            close_node();
            continue;
        }
        struct edge *edge = &states->open[frame->first + frame->next++];
        edge->last = edge->thread;
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

static void conclude(void)
{
    struct search_result *result = states->result;
    struct graph *graph = &states->graph;
    bool complete = result->end == SEARCH_COMPLETE;
    board_counting();
    close_all();
    result->transitions = model.steps - states->first_step;
    result->forced_left_out = true;
    result->states = graph->node_count + goal_count;
    result->cyclic = graph->cyclic;
    if (complete && graph->cyclic && graph_mark_endless(graph))
        graph->endless_goal = goal_of_endless();
    if (complete && !graph->cyclic) {
        result->limbs = graph_count_paths(graph);
        result->counted = result->limbs > 0;
    }
    graph_find_paths(graph);
}

static void run(const struct search_settings *settings, struct search_result *result)
{
    const size_t frames = ((size_t)1 << 24) * sizeof *states->frames;
    const size_t open = ((size_t)1 << 30) * sizeof *states->open;
    states = arena_reserve(sizeof *states);
    states->settings = settings;
    states->result = result;
    states->first_step = model.steps;
    states->frames = arena_reserve(frames);
    states->open = arena_reserve(open);
    graph_init(&states->graph);
    table_init(&states->table);
    visit_all();
    if (result->end != SEARCH_RESTART)
        conclude();
    graph_release(&states->graph);
    table_release(&states->table);
    arena_release(states->frames, frames);
    arena_release(states->open, open);
    arena_release(states, sizeof *states);
}

const struct strategy strategy_states = {.name = "states", .hashes = true, .exhaustive = true, .run = run};
