/* cut.c: cuts a tree into parts (parts.h): a walk that goes no further than the
 * cut, and counts no execution. */
#include "explore/search/parts.h"
#include "explore/search/walk.h"

/* What lies below the level is one part. */
static void meet_part(struct level *level)
{
    parts_meet(&(struct part){.path = walk.path,
                              .length = walk.depth,
                              .steps = walk.fresh,
                              .spent = level->spent,
                              .weight = level->weight});
    walk.fresh = 0;
    walk.cut |= level->count > 0;
    level->next = level->end;
}

static void cut_after(unsigned choices)
{
    walk.cut = false;
    walk.fresh = walk.depth = 0;
    walk_open();
    while (!walk_over()) {
        struct level *level = &walk.levels[walk.depth];
        if (level->count == 0 || level->choices == choices)
            meet_part(level);
        if (level->next < level->end)
            walk_descend(level);
        else if (walk.depth == 0)
            return;
        else
            walk_ascend();
    }
}

void parts_cut(const struct search_settings *settings, struct search_result *result, unsigned bound)
{
    struct search_result own = {.end = SEARCH_COMPLETE};
    struct mark start = model_mark();
    walk_begin(settings, &own, bound);
    walk.cuts = true;
    unsigned choices = 0;
    do {
        parts_begin(settings);
        cut_after(++choices);
        model_undo(&start);
    } while (own.end == SEARCH_COMPLETE && walk.cut && !parts_suffice());
    walk_end();
    result->left_out |= own.left_out;
    result->end = own.end;
    result->limit = own.limit;
}
