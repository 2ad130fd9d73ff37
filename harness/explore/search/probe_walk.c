#include "explore/search/probe_walk.h"
#include "explore/search/search.h"

enum { WALKS = 4, WALK_MOST = 10000 };

static void walk(struct probe *probe, const struct table *table, uint64_t *met, uint64_t *known)
{
    static struct step steps[THREADS_MAX];
    uint16_t last = 0;
    for (unsigned i = 0; i < WALK_MOST; i++) {
        unsigned count = search_pass_forced(steps, &last, NULL);
        if (count == 0)
            return;
        ++*met;
        *known += table_knows(table, model_hash());
        model_take(steps[probe_draw(probe, count)]);
    }
}

void probe_walk(struct probe *probe, const struct table *table)
{
    struct mark here = model_mark();
    uint64_t met = 0, known = 0;
    for (unsigned i = 0; i < WALKS; i++) {
        walk(probe, table, &met, &known);
        model_undo(&here);
    }
    probe_note(probe, met, known);
}
