#include "explore/search/dpor.h"

static struct wakeup *free_nodes;

enum { NODES_AT_ONCE = 4096 };

static void make_nodes(void)
{
    struct wakeup *nodes = arena_reserve(NODES_AT_ONCE * sizeof *nodes);
    for (unsigned i = 0; i < NODES_AT_ONCE; i++) {
        nodes[i].next = free_nodes;
        free_nodes = &nodes[i];
    }
}

struct wakeup *wakeup_node(unsigned thread, const struct op *op)
{
    if (!free_nodes)
        make_nodes();
    struct wakeup *node = free_nodes;
    free_nodes = node->next;
    *node = (struct wakeup){.thread = thread, .op = *op};
    return node;
}

void wakeup_release(struct wakeup *node)
{
    node->next = free_nodes;
    free_nodes = node;
}

bool wakeup_weak_initial(const struct wakeup_event *sequence, unsigned count, unsigned thread,
                         const struct op *op, unsigned *index)
{
    for (*index = 0; *index < count; ++*index) {
        if (sequence[*index].thread == thread)
            return true;
        if (op_conflict(&sequence[*index].op, op))
            return false;
    }
    return true;
}

static void append(struct wakeup **place, const struct wakeup_event *sequence, unsigned count)
{
    while (*place)
        place = &(*place)->next;
    for (unsigned i = 0; i < count; i++) {
        *place = wakeup_node(sequence[i].thread, &sequence[i].op);
        place = &(*place)->children;
    }
}

/* The first branch among the siblings that the sequence can begin with. */
static struct wakeup *branch_for(struct wakeup *siblings, const struct wakeup_event *sequence,
                                 unsigned count, unsigned *index)
{
    for (struct wakeup *node = siblings; node; node = node->next)
        if (wakeup_weak_initial(sequence, count, node->thread, &node->op, index))
            return node;
    return NULL;
}

void wakeup_insert(struct wakeup *first, struct wakeup_event *sequence, unsigned count)
{
    struct wakeup **place = &first->next;
    unsigned index;
    for (;;) {
        struct wakeup *branch = branch_for(*place, sequence, count, &index);
        if (!branch) {
            append(place, sequence, count);
            return;
        }
        if (!branch->children)
            return;
        if (index < count) {
            count--;
            for (unsigned i = index; i < count; i++)
                sequence[i] = sequence[i + 1];
        }
        place = &branch->children;
    }
}
