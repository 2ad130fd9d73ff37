#include "judge/testimony.h"
#include "judge/memory.h"

#include <stdlib.h>

const char *witness_name(enum witness witness)
{
    static const char *const names[] = {
#define X(name, text, title) text,
        WITNESSES(X)
#undef X
    };
    return (unsigned)witness < WITNESS_COUNT ? names[witness] : "?";
}

const char *witness_title(enum witness witness)
{
    static const char *const titles[] = {
#define X(name, text, title) title,
        WITNESSES(X)
#undef X
    };
    return (unsigned)witness < WITNESS_COUNT ? titles[witness] : "?";
}

struct judged *judged_list_add(struct judged_list *list, const char *name, const char *source)
{
    struct judged *judged = memory_resize(NULL, 1, sizeof *judged);
    *judged = (struct judged){.name = memory_copy_text(name),
                              .source = memory_copy_text(source),
                              .verdict = VERDICT_INCONCLUSIVE};
    list->items = memory_resize(list->items, list->count + 1, sizeof *list->items);
    list->items[list->count++] = judged;
    return judged;
}

static void judged_release(struct judged *judged)
{
    for (size_t i = 0; i < judged->count; i++) {
        free(judged->testimonies[i].evidence);
        finding_list_release(&judged->testimonies[i].findings);
    }
    for (size_t i = 0; i < judged->note_count; i++)
        free(judged->notes[i]);
    free(judged->notes);
    free(judged->again);
    free(judged->name);
    free(judged->source);
    free(judged);
}

void judged_list_release(struct judged_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        judged_release(list->items[i]);
    free(list->items);
    *list = (struct judged_list){0};
}

struct testimony *judged_add(struct judged *judged, enum witness witness)
{
    struct testimony *testimony = &judged->testimonies[judged->count++];
    *testimony = (struct testimony){.witness = witness, .verdict = VERDICT_INCONCLUSIVE};
    return testimony;
}

const struct testimony *judged_of(const struct judged *judged, enum witness witness)
{
    for (size_t i = 0; i < judged->count; i++)
        if (judged->testimonies[i].witness == witness)
            return &judged->testimonies[i];
    return NULL;
}

bool testimony_has(const struct testimony *testimony, enum finding_kind kind)
{
    for (size_t i = 0; testimony && i < testimony->findings.count; i++)
        if (testimony->findings.items[i].kind == kind)
            return true;
    return false;
}
