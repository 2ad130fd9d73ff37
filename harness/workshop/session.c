#include "workshop/session.h"
#include "workshop/sentence.h"
#include "judge/memory.h"
#include "options/option.h"
#include "sanitize/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct reference *reference_of(struct session *session, const struct exercise *exercise)
{
    return &session->references[exercise - session->folder.pack.exercises];
}

/* NULL where the pack's own files cannot be judged; *complaint then says why. */
static struct reference *open_reference(struct session *session, const struct exercise *exercise,
                                        char **complaint)
{
    struct reference *reference = reference_of(session, exercise);
    *complaint = NULL;
    if (reference->exercise)
        return reference;
    if (reference_open(exercise, session->folder.pack.include, reference, complaint) == 0)
        return reference;
    reference_release(reference);
    return NULL;
}

struct lab_run session_trial(const struct session *session, const struct exercise *exercise)
{
    const struct reference *reference =
        &session->references[exercise - session->folder.pack.exercises];
    struct lab_run size = {.threads = 2, .increments = 1000};
    if (!reference->exercise)
        return size;
    const struct lab_run *own = &reference->broken->description.defaults;
    size.threads = own->threads ? own->threads : size.threads;
    size.increments = own->increments ? own->increments : size.increments;
    return size;
}

static void no_answer(struct card *card, const struct exercise *exercise, enum card_verdict verdict,
                      char *reason)
{
    *card = (struct card){
        .exercise = memory_copy_text(exercise->name), .verdict = verdict, .reason = reason};
}

/* Takes over the text. */
static void judge_text(struct session *session, const struct exercise *exercise,
                       const struct session_screen *screen, char *text, size_t size,
                       struct card *card)
{
    char *complaint, *path = folder_file(&session->folder, exercise);
    const struct reference *reference = open_reference(session, exercise, &complaint);
    if (reference) {
        const struct judge_order order = {.reference = reference,
                                          .include = session->folder.pack.include,
                                          .text = text,
                                          .size = size,
                                          .columns = screen->columns,
                                          .utf8 = screen->utf8,
                                          .path = path};
        judge(&order, card);
    } else {
        no_answer(card, exercise, CARD_LACKING, complaint);
    }
    free(path);
    free(text);
}

void session_look(struct session *session, const struct exercise *exercise,
                  const struct session_screen *screen, struct card *card)
{
    char *path = folder_file(&session->folder, exercise), *text;
    size_t size;
    int error = file_read(path, &text, &size);
    if (error == 0)
        judge_text(session, exercise, screen, text, size, card);
    else
        no_answer(card, exercise, CARD_BROKEN,
                  memory_print(sentence("cannot read 'exercises/%s.c': %s; 'racelab workshop "
                                        "reset %s', or key x, brings it back"),
                               exercise->name, strerror(-error), exercise->name));
    free(path);
}

void session_remember(struct session *session, const struct card *card)
{
    if (card_passed(card))
        progress_entry(&session->folder.progress, card->exercise)->passed = true;
}

void session_judge(struct session *session, const struct exercise *exercise,
                   const struct session_screen *screen, struct card *card)
{
    session_look(session, exercise, screen, card);
    session_remember(session, card);
}

/* Judges all that was begun. */
static void rebuild(const char *program, struct session *session)
{
    const struct pack *pack = &session->folder.pack;
    const struct session_screen screen = {.columns = 100};
    size_t passed = 0;
    bool there;
    fprintf(stderr,
            "%s: the progress file was damaged; it is kept as '%s' and rebuilt from what passes\n",
            program, session->folder.damaged);
    for (size_t i = 0; i < pack->count; i++) {
        struct card card;
        if (folder_untouched(&session->folder, &pack->exercises[i], &there) || !there)
            continue;
        session_judge(session, &pack->exercises[i], &screen, &card);
        passed += card_passed(&card);
        card_release(&card);
    }
    fprintf(stderr, "%s: %zu of %zu exercises pass\n", program, passed, pack->count);
    folder_save(&session->folder);
}

int session_open(const char *program, struct session *session)
{
    char *complaint;
    *session = (struct session){0};
    int code = folder_open(".", &session->folder, &complaint);
    if (code != 0) {
        fprintf(stderr, "%s: %s\n", program, complaint);
        free(complaint);
        return code;
    }
    sentence_language(session->folder.language);
    session->references =
        memory_resize(NULL, session->folder.pack.count, sizeof *session->references);
    for (size_t i = 0; i < session->folder.pack.count; i++)
        session->references[i] = (struct reference){0};
    if (session->folder.damaged)
        rebuild(program, session);
    return 0;
}

void session_release(struct session *session)
{
    for (size_t i = 0; i < session->folder.pack.count; i++)
        reference_release(&session->references[i]);
    free(session->references);
    folder_release(&session->folder);
}

enum hint_tier session_hint(struct session *session, const struct exercise *exercise,
                            const struct card *card)
{
    struct progress_entry *entry = progress_entry(&session->folder.progress, exercise->name);
    int tier = entry->hints < HINT_TIER_COUNT ? entry->hints : HINT_TIER_COUNT - 1;
    if (entry->hints == 0 && card && card->verdict == CARD_WRONG)
        tier = (int)card->tier;
    entry->hints = tier + 1;
    return (enum hint_tier)tier;
}
