#include "explore/trace/pairs.h"
#include "judge/memory.h"
#include "explore/trace/explore_text.h"

#include <stdlib.h>
#include <string.h>

enum { TOLD_MAX = 5 };

static const char also[] = "  also: ";

char *pair_text(const struct exploration_goal *goal, struct symbols *symbols)
{
    char first[8], second[8];
    if (goal->kind != EXPLORATION_RACE || goal->event_count < 2)
        return NULL;
    const struct exploration_event *y = &goal->events[goal->event_count - 1], *x = y - 1;
    struct place at_x = conclusion_place(symbols, &x->frames);
    struct place at_y = conclusion_place(symbols, &y->frames);
    return memory_print("%s's %s at %s:%ld and %s's %s at %s:%ld",
                        conclusion_thread(x->thread, first), x->op, at_x.file, at_x.line,
                        conclusion_thread(y->thread, second), y->op, at_y.file, at_y.line);
}

static bool is_new(char *const *told, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++)
        if (told[i] && strcmp(told[i], text) == 0)
            return false;
    return true;
}

void pairs_print(FILE *out, const struct explore_finding *finding, struct symbols *symbols,
                 int width)
{
    char **texts = memory_resize(NULL, finding->other_count + 1, sizeof *texts);
    size_t told = 0, more = 0;
    texts[0] = pair_text(finding->goal, symbols);
    for (size_t i = 0; i < finding->other_count; i++) {
        char *text = texts[i + 1] = pair_text(finding->others[i], symbols);
        if (!text || !is_new(texts, i + 1, text))
            continue;
        if (told == TOLD_MAX) {
            more++;
            continue;
        }
        told++;
        fputs(also, out);
        explore_text_words(out, text, (int)strlen(also), width);
    }
    if (more)
        fprintf(out, "        and %zu more pair%s\n", more, more == 1 ? "" : "s");
    for (size_t i = 0; i <= finding->other_count; i++)
        free(texts[i]);
    free(texts);
}
