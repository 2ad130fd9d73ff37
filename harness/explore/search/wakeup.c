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

struct wakeup *wakeup_node(const struct deed *deed)
{
    if (!free_nodes)
        make_nodes();
    struct wakeup *node = free_nodes;
    free_nodes = node->next;
    *node = (struct wakeup){.deed = *deed};
    return node;
}

void wakeup_release(struct wakeup *node)
{
    node->next = free_nodes;
    free_nodes = node;
}

bool sequence_may_begin_with(const struct sequence *sequence, const struct deed *deed,
                             unsigned *index)
{
    for (*index = 0; *index < sequence->count; ++*index) {
        const struct deed *other = sequence->deeds[*index];
        if (other->thread == deed->thread)
            return deeds_same(other, deed);
        if (deeds_conflict(other, deed))
            return false;
    }
    return true;
}

/* The first branch among the siblings that the sequence can begin with. */
static struct wakeup *branch_for(struct wakeup *siblings, const struct sequence *sequence,
                                 unsigned *index)
{
    for (struct wakeup *node = siblings; node; node = node->next)
        if (sequence_may_begin_with(sequence, &node->deed, index))
            return node;
    return NULL;
}

static void leave_out(struct sequence *sequence, unsigned index)
{
    if (index == sequence->count)
        return;
    sequence->count--;
    for (unsigned i = index; i < sequence->count; i++)
        sequence->deeds[i] = sequence->deeds[i + 1];
}

struct wakeup **wakeup_place(struct wakeup *first, struct sequence *sequence)
{
    struct wakeup **place = &first->next;
    unsigned index;
    for (;;) {
        struct wakeup *branch = branch_for(*place, sequence, &index);
        if (!branch)
            return place;
        if (!branch->children)
            return NULL;
        leave_out(sequence, index);
        place = &branch->children;
    }
}

void wakeup_append(struct wakeup **place, const struct sequence *sequence)
{
    while (*place)
        place = &(*place)->next;
    for (unsigned i = 0; i < sequence->count; i++) {
        *place = wakeup_node(sequence->deeds[i]);
        place = &(*place)->children;
    }
}
