#include "explore/search/shared_tree.h"
#include "explore/search/team.h"

enum { BRANCHES_MAX = 1 << 24 };

/* All of it in memory that the processes share; changed with team_lock(). */
struct shared_tree {
    struct shared_branch *free;
    uint64_t used, serial;
    struct shared_branch *waiting, *root;
    struct shared_branch branches[];
};

static const size_t room = sizeof(struct shared_tree) + BRANCHES_MAX * sizeof(struct shared_branch);

static struct shared_tree *tree;

void shared_tree_reserve(void)
{
    tree = team_reserve(room);
}

void shared_tree_release(void)
{
    team_release(tree, room);
    tree = NULL;
}

static struct wakeup *make(const struct deed *deed)
{
    struct shared_branch *branch = tree->free;
    if (branch)
        tree->free = branch->after;
    else if (tree->used == BRANCHES_MAX)
        runtime_unsupported("more than 16 million plans that processes share, for dpor");
    else
        branch = &tree->branches[tree->used++];
    *branch = (struct shared_branch){.serial = ++tree->serial};
    wakeup_init(&branch->wakeup, deed);
    return &branch->wakeup;
}

static void give_back(struct shared_branch *branch)
{
    branch->after = tree->free;
    tree->free = branch;
}

/* The branch becomes a leaf that waits; those above have one more to do. */
static void wait_at(struct shared_branch *leaf)
{
    leaf->before = NULL;
    leaf->after = tree->waiting;
    if (tree->waiting)
        tree->waiting->before = leaf;
    tree->waiting = leaf;
    for (struct shared_branch *branch = leaf; branch; branch = branch->above)
        branch->open++;
    team_offered(1);
}

static void wait_no_more(struct shared_branch *leaf)
{
    *(leaf->before ? &leaf->before->after : &tree->waiting) = leaf->after;
    if (leaf->after)
        leaf->after->before = leaf->before;
    team_taken(1);
}

void shared_tree_plant(void)
{
    const struct deed nothing = {.way = 0};
    tree->free = tree->waiting = NULL;
    tree->used = 0;
    tree->root = shared_branch_of(make(&nothing));
    wait_at(tree->root);
}

void shared_tree_offer(void)
{
    unsigned count = 0;
    for (const struct shared_branch *leaf = tree->waiting; leaf; leaf = leaf->after)
        count++;
    team_offered(count);
}

struct shared_branch *shared_tree_take(void)
{
    struct shared_branch *best = tree->waiting;
    for (struct shared_branch *leaf = best; leaf; leaf = leaf->after)
        if (leaf->depth < best->depth)
            best = leaf;
    if (!best)
        return NULL;
    wait_no_more(best);
    atomic_store_explicit(&best->wakeup.sealed, true, memory_order_release);
    return best;
}

/* Everything below the branch. */
static void prune(struct shared_branch *branch)
{
    struct wakeup *node = wakeup_children(&branch->wakeup);
    atomic_store_explicit(&branch->wakeup.children, NULL, memory_order_relaxed);
    while (node) {
        struct wakeup *next = wakeup_next(node);
        prune(shared_branch_of(node));
        give_back(shared_branch_of(node));
        node = next;
    }
}

/* Tells the branch and those above it of executions. With the lock. */
static void credit(struct dpor *dpor, uint64_t executions)
{
    dpor->credited += executions;
    for (struct shared_branch *branch = dpor->own; branch; branch = branch->above)
        branch->executions += executions;
}

void shared_tree_close(struct dpor *dpor)
{
    struct shared_branch *done = NULL;
    team_lock();
    credit(dpor, dpor->result->executions - dpor->credited);
    for (struct shared_branch *branch = dpor->own; branch; branch = branch->above)
        if (--branch->open == 0 && branch->wakeup.sealed)
            done = branch;
    if (done)
        prune(done);
    team_unlock();
}

/* Puts the branch and what hangs below it where it belongs. */
static void place_below(struct shared_branch *above, struct wakeup *node)
{
    struct shared_branch *branch = shared_branch_of(node);
    branch->above = above;
    branch->depth = above->depth + 1;
    struct wakeup *child = wakeup_children(node);
    if (!child)
        wait_at(branch);
    for (; child; child = wakeup_next(child))
        place_below(branch, child);
}

static struct shared_branch *above_place(struct wakeup *first, const struct wakeup_place *place)
{
    return place->above ? shared_branch_of(place->above) : shared_branch_of(first)->above;
}

void shared_tree_add(struct wakeup *first, struct wakeup_place place, struct sequence *sequence)
{
    team_lock();
    wakeup_place_again(&place, sequence);
    if (place.list) {
        struct shared_branch *above = above_place(first, &place);
        place_below(above, wakeup_append(&place, sequence, make));
    }
    team_unlock();
}

void shared_branch_settle(struct shared_branch *branch, const struct deed *deed)
{
    team_lock();
    if (!branch->settled) {
        branch->taken = *deed;
        atomic_store_explicit(&branch->settled, true, memory_order_release);
    }
    team_unlock();
}

/* A list under construction. */
struct list {
    struct shared_branch *above;
    struct wakeup *_Atomic *end;
};

static struct shared_branch *append(struct list *list, const struct deed *deed)
{
    struct wakeup *node = make(deed);
    struct shared_branch *branch = shared_branch_of(node);
    branch->above = list->above;
    branch->depth = list->above->depth + 1;
    atomic_store_explicit(list->end, node, memory_order_release);
    list->end = &node->next;
    return branch;
}

/* One that was explored, or is being explored, from here. */
static struct shared_branch *append_begun(struct list *list, const struct deed *plan,
                                          const struct deed *taken)
{
    struct shared_branch *branch = append(list, plan);
    branch->taken = *taken;
    branch->settled = branch->passed = true;
    branch->wakeup.sealed = true;
    return branch;
}

static void append_rest(struct list *list, struct wakeup *node);

/* One that is still to be explored, with what hangs below it. */
static void append_copy(struct list *list, struct wakeup *node)
{
    struct shared_branch *branch = append(list, &node->deed);
    struct list below = {branch, &branch->wakeup.children};
    struct wakeup *child = wakeup_children(node);
    if (!child)
        wait_at(branch);
    append_rest(&below, child);
    wakeup_release(node);
}

static void append_rest(struct list *list, struct wakeup *node)
{
    while (node) {
        struct wakeup *next = wakeup_next(node);
        append_copy(list, node);
        node = next;
    }
}

/* The executions below them are not known one by one: they get equal parts. */
static void append_explored(struct list *list, const struct level *level, uint64_t executions)
{
    unsigned count = level->sleepers - level->inherited;
    for (unsigned i = level->inherited; i < level->sleepers; i++)
        append_begun(list, &level->sleep[i], &level->sleep[i])->executions = executions / count;
}

/* The caller's first level. The next one is that from now on. */
static void publish_level(struct dpor *dpor)
{
    struct level *level = &dpor->levels[dpor->base];
    struct list list = {dpor->own, &dpor->own->wakeup.children};
    struct wakeup *current = level->tree, *rest = wakeup_next(current);
    credit(dpor, level->begun - level->opened);
    append_explored(&list, level, level->begun - level->opened);
    dpor->own = append_begun(&list, &current->deed, &dpor->events[dpor->base].deed);
    dpor->own->open = 1;
    wakeup_release(current);
    append_rest(&list, rest);
    level->tree = &dpor->own->wakeup;
    level->serial = dpor->own->serial;
    dpor->base++;
}

void shared_tree_publish(struct dpor *dpor)
{
    uint64_t depth = dpor->base;
    while (depth < dpor->depth && !wakeup_next(dpor->levels[depth].tree))
        depth++;
    if (depth == dpor->depth)
        return;
    team_lock();
    while (dpor->base <= depth)
        publish_level(dpor);
    team_unlock();
}

void shared_tree_hand_over(struct dpor *dpor)
{
    team_lock();
    while (dpor->base < dpor->depth)
        publish_level(dpor);
    struct level *level = &dpor->levels[dpor->depth];
    struct list list = {dpor->own, &dpor->own->wakeup.children};
    append_explored(&list, level, dpor->result->executions - level->opened);
    append_rest(&list, level->tree);
    team_unlock();
    shared_tree_close(dpor);
}

const struct shared_branch *shared_tree_root(void)
{
    return tree->root;
}

void shared_tree_estimate_own(const struct dpor *dpor)
{
    double estimate = dpor->own ? dpor_estimate(dpor) : 0;
    if (estimate > 0 && estimate < 1e18)
        atomic_store_explicit(&dpor->own->estimate, (uint64_t)estimate, memory_order_relaxed);
}

enum { LOOKED_AT_MAX = 100000 }; /* while the others wait for the lock */

/* All below the branch; 0: nobody has begun with it. */
static double estimate_below(struct shared_branch *branch, unsigned *looked_at)
{
    struct wakeup *child = wakeup_children(&branch->wakeup);
    double sum = 0;
    unsigned known = 0, unknown = 0;
    if (branch->open == 0)
        return (double)branch->executions;
    if (!child)
        return (double)atomic_load_explicit(&branch->estimate, memory_order_relaxed);
    for (; child && ++*looked_at < LOOKED_AT_MAX; child = wakeup_next(child)) {
        double below = estimate_below(shared_branch_of(child), looked_at);
        bool begun = below > 0 || shared_branch_of(child)->open == 0;
        *(begun ? &known : &unknown) += 1;
        sum += below;
    }
    return known ? sum * (known + unknown) / known : 0;
}

double shared_tree_estimate(void)
{
    unsigned looked_at = 0;
    if (!team_try_lock())
        return 0;
    double whole = estimate_below(tree->root, &looked_at);
    team_unlock();
    return looked_at < LOOKED_AT_MAX ? whole : 0;
}
