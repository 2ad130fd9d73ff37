#include "cli/workshop_command.h"
#include "cli/workshop_options.h"
#include "process/interrupt.h"
#include "workshop/card.h"
#include "workshop/sentence.h"

#include <jansson.h>
#include <stdio.h>

static int code_of(const struct card *card)
{
    switch (card->verdict) {
    case CARD_PROVED:
    case CARD_HOLDS:
        return EXIT_NOTHING_FOUND;
    case CARD_UNDECIDED:
        return EXIT_INCONCLUSIVE;
    case CARD_LACKING:
        return EXIT_ENVIRONMENT;
    default:
        return EXIT_FOUND;
    }
}

static int graver(int one, int other)
{
    static const int order[] = {EXIT_FOUND, EXIT_ENVIRONMENT, EXIT_INCONCLUSIVE,
                                EXIT_NOTHING_FOUND};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (one == order[i] || other == order[i])
            return order[i];
    return EXIT_BUG;
}

static int check_one(struct session *session, const struct exercise *exercise,
                     const struct workshop_options *options, json_t *cards)
{
    const struct session_screen screen = {options->terminal.width, options->terminal.utf8};
    struct card card;
    session_judge(session, exercise, &screen, &card);
    if (options->json)
        json_array_append_new(cards, card_to(&card));
    else
        card_print(stdout, &card, exercise, &options->terminal, 0);
    fflush(stdout);
    int code = code_of(&card);
    card_release(&card);
    return code;
}

static int check_all(struct session *session, const struct workshop_options *options, json_t *cards)
{
    const struct pack *pack = &session->folder.pack;
    int code = EXIT_NOTHING_FOUND;
    bool there;
    for (size_t i = 0; i < pack->count && !interrupt_requested(); i++) {
        const struct exercise *exercise = &pack->exercises[i];
        if (folder_untouched(&session->folder, exercise, &there)) {
            if (!options->json)
                printf("%s  %s\n", exercise->name, sentence("not begun"));
            code = graver(code, EXIT_FOUND);
        } else {
            code = graver(code, check_one(session, exercise, options, cards));
        }
    }
    return code;
}

int workshop_check(int argc, char **argv)
{
    static const char program[] = "racelab workshop check";
    struct workshop_options options = {0};
    const struct option_spec table[] = {
        {.name = "all",
         .type = OPTION_FLAG,
         .target = &options.all,
         .meaning = "every exercise that was begun"},
        {.name = "json",
         .type = OPTION_FLAG,
         .target = &options.json,
         .meaning = "print one JSON document"},
        option_color(&options.color),
    };
    const struct command_line line = {
        .program = program,
        .synopsis = "[NAME]",
        .summary = "Judges an exercise, the current one unless named, by all witnesses.",
        .example = "racelab workshop check bank-withdraw",
        .options = table,
        .option_count = sizeof table / sizeof *table,
        .operands_max = 1,
    };
    struct session session;
    const char *name;
    int code;
    if (!workshop_begin(&line, &options, argc, argv, &name, &session, &code))
        return code;
    interrupt_catch();
    const struct exercise *exercise =
        name ? workshop_find(program, &session.folder.pack, name) : folder_current(&session.folder);
    json_t *cards = json_array();
    if (!exercise)
        code = EXIT_USAGE;
    else if (options.all)
        code = check_all(&session, &options, cards);
    else
        code = check_one(&session, exercise, &options, cards);
    if (exercise) {
        if (name)
            progress_set_current(&session.folder.progress, name);
        code = graver(code, workshop_save(program, &session));
    }
    if (exercise && options.json) {
        json_t *document = json_pack("{s:i, s:O}", "version", 1, "cards", cards);
        json_dumpf(document, stdout, JSON_INDENT(2));
        putchar('\n');
        json_decref(document);
    }
    json_decref(cards);
    session_release(&session);
    return code;
}
