#include "workshop/pages.h"
#include "judge/memory.h"
#include "process/interrupt.h"
#include "workshop/prose.h"
#include "workshop/sentence.h"

#include <stdlib.h>
#include <string.h>

static FILE *begin(char **text, size_t *size)
{
    FILE *out = open_memstream(text, size);
    if (!out)
        memory_exhausted();
    return out;
}

char *pages_card(const struct session *session, const struct exercise *exercise,
                 const struct card *card, const struct terminal *terminal)
{
    char *text;
    size_t size;
    FILE *out = begin(&text, &size);
    bool passed = progress_passed(&session->folder.progress, exercise->name), there;
    bool untouched = folder_untouched(&session->folder, exercise, &there);
    fprintf(out, "%s%s%s  exercises/%s.c\n", terminal_bold(terminal),
            exercise_text(exercise, "title", ""), terminal_plain(terminal), exercise->name);
    if (!card || untouched || !card_passed(card)) {
        fputs(terminal_dim(terminal), out);
        prose_print(out, exercise_text(exercise, "question", ""), terminal->width, "", "");
        fputs(terminal_plain(terminal), out);
    }
    fputc('\n', out);
    if (card)
        card_print(out, card, exercise, terminal, 0);
    if (card && card_passed(card))
        prose_print(out, sentence("Press n for the next exercise, c to compare with the remedies."),
                    terminal->width, "\n", "");
    else if (passed)
        prose_print(out, sentence("You have passed this exercise before."), terminal->width, "\n",
                    "");
    fclose(out);
    return text;
}

char *pages_list(const struct session *session, const struct exercise *current,
                 const struct terminal *terminal)
{
    char *text;
    size_t size;
    FILE *out = begin(&text, &size);
    for (size_t i = 0; i < session->folder.pack.count; i++) {
        const struct exercise *exercise = &session->folder.pack.exercises[i];
        bool passed = progress_passed(&session->folder.progress, exercise->name);
        fprintf(out, "%s %s%-8s%s %-18s %s\n", exercise == current ? ">" : " ",
                passed ? terminal_green(terminal) : "", passed ? sentence("passed") : "",
                terminal_plain(terminal), exercise->name, exercise_text(exercise, "title", ""));
    }
    fclose(out);
    return text;
}

char *pages_hint(const struct exercise *exercise, enum hint_tier tier,
                 const struct terminal *terminal)
{
    char *text;
    size_t size;
    FILE *out = begin(&text, &size);
    fputs(terminal_bold(terminal), out);
    fprintf(out, sentence("hint %d of %d"), (int)tier + 1, HINT_TIER_COUNT);
    fprintf(out, "%s\n\n", terminal_plain(terminal));
    prose_print(out, exercise_text(exercise, "hint", hint_tier_name(tier)), terminal->width, "",
                "");
    fprintf(out, "\n%s\n", sentence("Return: back to the card."));
    fclose(out);
    return text;
}

char *pages_check_all(struct session *session, const struct session_screen *screen)
{
    char *text;
    size_t size;
    FILE *out = begin(&text, &size);
    for (size_t i = 0; i < session->folder.pack.count && !interrupt_requested(); i++) {
        const struct exercise *exercise = &session->folder.pack.exercises[i];
        struct card card;
        bool there;
        if (folder_untouched(&session->folder, exercise, &there)) {
            fprintf(out, "%-18s %s\n", exercise->name, sentence("not begun"));
            continue;
        }
        session_look(session, exercise, screen, &card);
        fprintf(out, "%-18s %s", exercise->name, card_verdict_word(card.verdict));
        if (card.recognised)
            fprintf(out, sentence(" as %s"), card.recognised);
        fputc('\n', out);
        card_release(&card);
    }
    fclose(out);
    return text;
}
