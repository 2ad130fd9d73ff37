#include "explore/search/graph.h"

#include <string.h>

#define NODES_MAX ((size_t)EDGE_END)

void graph_init(struct graph *graph)
{
    *graph = (struct graph){.root = 0};
    graph->nodes = arena_reserve(NODES_MAX * sizeof *graph->nodes);
    graph->order = arena_reserve(NODES_MAX * sizeof *graph->order);
    graph->edges = arena_reserve(NODES_MAX * sizeof *graph->edges);
    graph->sights = arena_reserve(NODES_MAX * sizeof *graph->sights);
}

void graph_release(struct graph *graph)
{
    arena_release(graph->nodes, NODES_MAX * sizeof *graph->nodes);
    arena_release(graph->order, NODES_MAX * sizeof *graph->order);
    arena_release(graph->edges, NODES_MAX * sizeof *graph->edges);
    arena_release(graph->sights, NODES_MAX * sizeof *graph->sights);
}

uint64_t graph_bytes(const struct graph *graph)
{
    return graph->node_count * (sizeof *graph->nodes + sizeof *graph->order) +
           graph->edge_count * sizeof *graph->edges + graph->sight_count * sizeof *graph->sights;
}

/* Forward counting over a topological order (the reverse of the order in which
 * the depth-first search finished the nodes). False: a sum did not fit. */
static bool count_paths(const struct graph *graph, uint64_t *counts, unsigned limbs)
{
    counts[(uint64_t)graph->root * limbs] = 1;
    for (uint32_t i = graph->order_count; i-- > 0;) {
        uint32_t number = graph->order[i];
        const struct node *node = &graph->nodes[number];
        const uint64_t *count = counts + (uint64_t)number * limbs;
        for (uint32_t e = node->first; e < node->first + node->count; e++) {
            uint32_t target = graph->edges[e].target;
            uint64_t *sum = target >= EDGE_END ? goals[target - EDGE_END].count
                                               : counts + (uint64_t)target * limbs;
            if (!number_add(sum, count, limbs))
                return false;
        }
    }
    return true;
}

unsigned graph_count_paths(const struct graph *graph)
{
    if (graph->root >= EDGE_END) {
        goals[graph->root - EDGE_END].count[0] = 1;
        return 1;
    }
    for (unsigned limbs = 1; limbs <= NUMBER_LIMBS_MAX; limbs *= 2) {
        size_t bytes = (size_t)graph->node_count * limbs * sizeof(uint64_t);
        uint64_t *counts = arena_reserve(bytes);
        bool fits = count_paths(graph, counts, limbs);
        arena_release(counts, bytes);
        if (fits)
            return limbs;
        for (unsigned i = 0; i < goal_count; i++)
            memset(goals[i].count, 0, sizeof goals[i].count);
    }
    return 0;
}

static bool node_can_end(const struct graph *graph, const uint8_t *can_end, uint32_t number)
{
    const struct node *node = &graph->nodes[number];
    for (uint32_t e = node->first; e < node->first + node->count; e++) {
        uint32_t target = graph->edges[e].target;
        if (target >= EDGE_END || can_end[target])
            return true;
    }
    return false;
}

bool graph_mark_endless(struct graph *graph)
{
    uint8_t *can_end = arena_reserve(graph->node_count + 1);
    bool changed = true, found = false;
    while (changed) {
        changed = false;
        for (uint32_t i = 0; i < graph->order_count; i++) {
            uint32_t number = graph->order[i];
            if (!can_end[number] && node_can_end(graph, can_end, number))
                changed = (can_end[number] = 1);
        }
    }
    for (uint32_t i = 0; i < graph->node_count; i++)
        if (!can_end[i]) {
            graph->nodes[i].endless = 1;
            found = true;
        }
    arena_release(can_end, graph->node_count + 1);
    return found;
}
