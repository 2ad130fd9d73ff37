#include "explore/search/wakeup.h"

static struct wakeup *free_nodes;

enum { NODES_AT_ONCE = 4096 };

void wakeup_release(struct wakeup *node)
{
    atomic_store_explicit(&node->next, free_nodes, memory_order_relaxed);
    free_nodes = node;
}

static void make_nodes(void)
{
    struct wakeup *nodes = arena_reserve(NODES_AT_ONCE * sizeof *nodes);
    for (unsigned i = 0; i < NODES_AT_ONCE; i++) {
        wakeup_release(&nodes[i]);
    }
}

void wakeup_init(struct wakeup *node, const struct deed *deed)
{
    atomic_store_explicit(&node->next, NULL, memory_order_relaxed);
    atomic_store_explicit(&node->children, NULL, memory_order_relaxed);
    atomic_store_explicit(&node->sealed, false, memory_order_relaxed);
    node->deed = *deed;
}

struct wakeup *wakeup_node(const struct deed *deed)
{
    if (!free_nodes)
        make_nodes();
    struct wakeup *node = free_nodes;
    free_nodes = wakeup_next(node);
    wakeup_init(node, deed);
    return node;
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
    for (struct wakeup *node = siblings; node; node = wakeup_next(node))
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

void wakeup_place_again(struct wakeup_place *place, struct sequence *sequence)
{
    unsigned index;
    for (;;) {
        struct wakeup *siblings = atomic_load_explicit(place->list, memory_order_acquire);
        struct wakeup *branch = branch_for(siblings, sequence, &index);
        if (!branch)
            return;
        /* In this order: what is sealed and has children was sealed before. */
        if (!wakeup_children(branch) ||
            atomic_load_explicit(&branch->sealed, memory_order_relaxed)) {
            place->list = NULL;
            return;
        }
        leave_out(sequence, index);
        *place = (struct wakeup_place){.list = &branch->children, .above = branch};
    }
}

struct wakeup_place wakeup_place(struct wakeup *first, struct sequence *sequence)
{
    struct wakeup_place place = {.list = &first->next};
    wakeup_place_again(&place, sequence);
    return place;
}

struct wakeup *wakeup_append(const struct wakeup_place *place, const struct sequence *sequence,
                             struct wakeup *(*make)(const struct deed *deed))
{
    struct wakeup *_Atomic *end = place->list;
    struct wakeup *head = NULL;
    for (unsigned i = sequence->count; i-- > 0;) {
        struct wakeup *node = make(sequence->deeds[i]);
        atomic_store_explicit(&node->children, head, memory_order_relaxed);
        head = node;
    }
    for (struct wakeup *node; (node = atomic_load_explicit(end, memory_order_relaxed));)
        end = &node->next;
    atomic_store_explicit(end, head, memory_order_release);
    return head;
}
