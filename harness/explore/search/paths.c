/* paths.c: the path with the fewest preemptions to each goal: a shortest path
 * where leaving a thread that could have gone on costs 1 and everything else
 * 0, over pairs of node and last thread (0-1 breadth-first search: Dial, CACM
 * 12(11), 1969, with two buckets). */
#include "explore/search/graph.h"

#include <string.h>

struct visit {
    uint64_t from; /* the visit before, ~0: none */
    uint32_t node; /* or EDGE_END + goal */
    uint32_t edge; /* taken to come here */
    uint16_t last;
    uint16_t cost;
};

struct front {
    const struct graph *graph;
    struct visit *visits;
    uint64_t visit_count;
    uint64_t *now, *later; /* visits to expand at this cost, and at the next */
    uint64_t now_count, later_count;
    uint8_t *planned; /* enum plan, by node and last thread */
    uint64_t lasts;
    uint64_t missing; /* goals without a path */
    struct step *path;
};

/* When a node is to be expanded after a step of that thread: each pair waits
 * once for each cost at most. */
enum plan { PLAN_NONE, PLAN_LATER, PLAN_NOW };

#define FRONT_BYTES ((size_t)1 << 36)

/* After a step of that thread, or of nobody. */
static uint8_t *plan_of(const struct front *front, uint32_t number, uint16_t last)
{
    uint64_t place = last == NO_THREAD ? 0 : 1 + (uint64_t)last;
    return &front->planned[number * front->lasts + place];
}

static bool can_go_on(const struct graph *graph, uint32_t number, unsigned thread)
{
    const struct node *node = &graph->nodes[number];
    for (uint32_t e = node->first; e < node->first + node->count; e++)
        if (graph->edges[e].thread == thread)
            return true;
    return false;
}

static void found(struct front *front, uint64_t at, unsigned goal)
{
    uint64_t length = 0;
    if (goals[goal].reached)
        return;
    front->missing--;
    for (uint64_t v = at; front->visits[v].from != UINT64_MAX; v = front->visits[v].from)
        length++;
    uint64_t place = length;
    for (uint64_t v = at; front->visits[v].from != UINT64_MAX; v = front->visits[v].from) {
        const struct edge *edge = &front->graph->edges[front->visits[v].edge];
        front->path[--place] = (struct step){edge->thread, edge->way};
    }
    goal_reach(goal, front->path, length, front->visits[at].cost);
}

static void meet_sights(struct front *front, uint64_t at, uint32_t number)
{
    const struct graph *graph = front->graph;
    uint32_t i = graph->nodes[number].sights;
    for (; i && i <= graph->sight_count && graph->sights[i - 1].node == number; i++)
        found(front, at, graph->sights[i - 1].goal);
    if (graph->nodes[number].endless)
        found(front, at, graph->endless_goal);
}

static void push(struct front *front, struct visit visit, bool later)
{
    enum plan plan = later ? PLAN_LATER : PLAN_NOW;
    if (visit.node < EDGE_END) {
        uint8_t *planned = plan_of(front, visit.node, visit.last);
        if (*planned >= plan)
            return;
        *planned = (uint8_t)plan;
    }
    front->visits[front->visit_count] = visit;
    if (later)
        front->later[front->later_count++] = front->visit_count++;
    else
        front->now[front->now_count++] = front->visit_count++;
}

static void expand(struct front *front, uint64_t at)
{
    struct visit visit = front->visits[at];
    const struct graph *graph = front->graph;
    if (visit.node >= EDGE_END) {
        found(front, at, visit.node - EDGE_END);
        return;
    }
    meet_sights(front, at, visit.node);
    bool stays = can_go_on(graph, visit.node, visit.last);
    const struct node *node = &graph->nodes[visit.node];
    for (uint32_t e = node->first; e < node->first + node->count; e++) {
        bool preempts = stays && graph->edges[e].thread != visit.last;
        push(front,
             (struct visit){at, graph->edges[e].target, e, graph->edges[e].last,
                            (uint16_t)(visit.cost + preempts)},
             preempts);
    }
}

/* What waited for the next cost and was not met at this one. */
static void turn(struct front *front)
{
    front->now_count = 0;
    for (uint64_t i = 0; i < front->later_count; i++) {
        const struct visit *visit = &front->visits[front->later[i]];
        uint8_t end = PLAN_LATER;
        uint8_t *planned = visit->node < EDGE_END ? plan_of(front, visit->node, visit->last) : &end;
        if (*planned == PLAN_NOW)
            continue;
        *planned = PLAN_NOW;
        front->now[front->now_count++] = front->later[i];
    }
    front->later_count = 0;
}

/* Places in front->planned for a node. More threads may have taken a step than
 * there are where the model is now. */
static uint64_t count_lasts(const struct graph *graph)
{
    uint64_t most = graph->root_last == NO_THREAD ? 0 : 1 + (uint64_t)graph->root_last;
    for (uint32_t e = 0; e < graph->edge_count; e++)
        if (most < 1 + (uint64_t)graph->edges[e].last)
            most = 1 + (uint64_t)graph->edges[e].last;
    return 1 + most;
}

void graph_find_paths(const struct graph *graph)
{
    struct front front = {.graph = graph, .lasts = count_lasts(graph), .missing = goal_count};
    size_t planned_bytes = graph->node_count * front.lasts + 1;
    front.visits = arena_reserve(FRONT_BYTES);
    front.now = arena_reserve(FRONT_BYTES);
    front.later = arena_reserve(FRONT_BYTES);
    front.planned = arena_reserve(planned_bytes);
    front.path = arena_reserve(FRONT_BYTES);
    push(&front, (struct visit){UINT64_MAX, graph->root, 0, graph->root_last, 0}, false);
    while (front.missing && front.now_count) {
        for (uint64_t i = 0; i < front.now_count && front.missing; i++)
            expand(&front, front.now[i]);
        turn(&front);
    }
    arena_release(front.visits, FRONT_BYTES);
    arena_release(front.now, FRONT_BYTES);
    arena_release(front.later, FRONT_BYTES);
    arena_release(front.planned, planned_bytes);
    arena_release(front.path, FRONT_BYTES);
}
