/* graph.h: the merged state graph: what is kept of a state that is done with.
 *
 * A node is a state with two possible steps or more, or the end of an
 * execution (one node per goal). An edge is a step and the forced steps after
 * it. From the graph come, exactly: the number of paths to each end, the path
 * with the fewest preemptions to each goal, and the states from which no
 * execution can end.
 */
#ifndef RACELAB_EXPLORE_GRAPH_H
#define RACELAB_EXPLORE_GRAPH_H

#include "explore/search/search.h"

/* A node's number, or, from EDGE_END on, the goal in which the execution ended. */
#define EDGE_END UINT32_C(0xf0000000)

enum { NO_THREAD = 0xffff };

struct edge {
    uint32_t target;
    uint16_t thread, way;
    uint16_t last; /* the thread that took the last of its steps */
    uint16_t unused;
};

struct node {
    uint32_t first; /* of its edges */
    uint32_t count : 30;
    uint32_t open : 1;    /* on the path of the depth-first search */
    uint32_t endless : 1; /* no execution that comes here ends */
    uint32_t sights;      /* index + 1 of its first sight, 0: none; they lie together */
};

/* A node at which a goal is met on the way: a data race. */
struct sight {
    uint32_t node, goal;
};

struct graph {
    struct node *nodes;
    uint32_t node_count;
    uint32_t *order; /* nodes as the depth-first search finished them */
    uint32_t order_count;
    struct edge *edges;
    uint32_t edge_count;
    struct sight *sights;
    uint32_t sight_count;
    unsigned endless_goal;
    uint32_t root;      /* EDGE_END + goal, where nothing branches */
    uint16_t root_last; /* the thread that took the last forced step before it */
    bool cyclic;
};

void graph_init(struct graph *graph);
void graph_release(struct graph *graph);
uint64_t graph_bytes(const struct graph *graph);

/* Adds to every goal's count its number of paths. Returns the number of limbs,
 * or 0: too large to count. The graph must not be cyclic. */
unsigned graph_count_paths(const struct graph *graph);

/* Gives every goal the path with the fewest preemptions, and of those one with
 * the fewest edges. Costs time and memory with nodes x threads. */
void graph_find_paths(const struct graph *graph);

/* True where some execution can go on for ever and never end, whatever is
 * scheduled; marks the nodes. */
bool graph_mark_endless(struct graph *graph);

#endif
