#include "explore/judge/leak.h"
#include "judge/memory.h"

#include <stdlib.h>

/* "allocated by make (pool.c:31), called from main (pool.c:40)" */
static char *tell_stack(struct symbols *symbols, const struct exploration_frames *frames)
{
    char *text = memory_copy_text("");
    bool first = true;
    for (size_t i = 0; i < frames->count; i++) {
        struct place place = symbols_place(symbols, frames->pcs[i]);
        if (place.ours)
            continue;
        char *longer =
            memory_print("%s%s%s (%s:%ld)", text, first ? "allocated by " : ", called from ",
                         place.function, place.file, place.line);
        free(text);
        text = longer;
        first = false;
    }
    return text;
}

void leak_judge(struct explore_finding *finding, struct symbols *symbols)
{
    const struct exploration_block *block = finding->block;
    struct place place = conclusion_place(symbols, &block->frames);
    finding->kind = FINDING_LEAK;
    finding->object = memory_print("block of %llu byte%s", (unsigned long long)block->size,
                                   block->size == 1 ? "" : "s");
    finding->title = memory_print("allocated at %s:%ld, never freed, and nothing points to it",
                                  place.file, place.line);
    char *stack = tell_stack(symbols, &block->frames);
    finding->why = memory_print("%s; when the program ends nobody knows its address any more, so "
                                "nobody can free it",
                                stack);
    free(stack);
}
