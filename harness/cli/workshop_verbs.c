/* The verbs of somebody who works in a workshop's folder, without a terminal. */
#include "cli/operands.h"
#include "cli/workshop_command.h"
#include "judge/memory.h"
#include "options/option.h"
#include "process/interrupt.h"
#include "workshop/prose.h"
#include "workshop/scaffold.h"
#include "workshop/session.h"
#include "workshop/watch.h"
#include "workshop/sentence.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the verbs have in common. */
struct verb_options {
    bool all, json;
    int color;
    const char *pack, *language;
    struct terminal terminal;
};

enum { VERB_OPTIONS = 5 };

/* operand_parse(), and the terminal that the options ask for. */
static bool parse(const struct command_line *line, struct verb_options *options, int argc,
                  char **argv, const char **operand, int *code)
{
    bool go_on = operand_parse(line, argc, argv, operand, code);
    options->terminal = terminal_of(stdout, (enum terminal_color)options->color);
    return go_on;
}

int workshop_init(int argc, char **argv)
{
    static const char program[] = "racelab workshop init";
    struct verb_options options = {0};
    const struct option_spec table[] = {
        {.name = "pack",
         .type = OPTION_TEXT,
         .target = &options.pack,
         .metavar = "DIR",
         .meaning = "the exercises",
         .standard = "the tool's own"},
        {.name = "language",
         .type = OPTION_TEXT,
         .target = &options.language,
         .metavar = "CODE",
         .meaning = "of the texts, such as de; what is not translated is in English",
         .standard = "en"},
    };
    const struct command_line line = {
        .program = program,
        .synopsis = "DIR",
        .summary = "Makes a folder of exercises that needs nothing but racelab.",
        .example = "racelab workshop init races",
        .options = table,
        .option_count = sizeof table / sizeof *table,
        .operands_min = 1,
        .operands_max = 1,
    };
    struct pack pack;
    const char *path;
    char *complaint;
    int code;
    if (!parse(&line, &options, argc, argv, &path, &code))
        return code;
    if (options.language && strcmp(options.language, "en") == 0)
        options.language = NULL;
    code = workshop_open_pack(program, options.pack, options.language, &pack);
    if (code != 0)
        return code;
    code = scaffold(&pack, options.language, path, &complaint);
    if (code == 0)
        printf("%zu exercise%s in '%s'. Next:\n  cd %s && racelab workshop\n", pack.count,
               pack.count == 1 ? "" : "s", path, path);
    else
        fprintf(stderr, "%s: %s\n", program, complaint);
    free(complaint);
    pack_release(&pack);
    return code;
}

static const char *state_of(const struct session *session, const struct exercise *exercise)
{
    bool there, untouched = folder_untouched(&session->folder, exercise, &there);
    return progress_passed(&session->folder.progress, exercise->name) ? "passed"
           : !there                                                   ? "gone"
           : untouched                                                ? ""
                                                                      : "begun";
}

static int list_json(const struct session *session)
{
    json_t *list = json_array();
    for (size_t i = 0; i < session->folder.pack.count; i++) {
        const struct exercise *exercise = &session->folder.pack.exercises[i];
        json_array_append_new(list,
                              json_pack("{s:s, s:s, s:s, s:s}", "name", exercise->name, "title",
                                        exercise_text(exercise, "title", ""), "state",
                                        state_of(session, exercise), "file", exercise->text.file));
    }
    json_t *document = json_pack("{s:i, s:o}", "version", 1, "exercises", list);
    int failed = json_dumpf(document, stdout, JSON_INDENT(2));
    json_decref(document);
    return failed || putchar('\n') == EOF || fflush(stdout) != 0 ? EXIT_ENVIRONMENT : 0;
}

static const char *word_of(const char *state)
{
    return strcmp(state, "passed") == 0  ? sentence("passed")
           : strcmp(state, "gone") == 0  ? sentence("gone")
           : strcmp(state, "begun") == 0 ? sentence("begun")
                                         : "";
}

static void list_text(const struct session *session, const struct terminal *terminal)
{
    const struct exercise *current = folder_current(&session->folder);
    for (size_t i = 0; i < session->folder.pack.count; i++) {
        const struct exercise *exercise = &session->folder.pack.exercises[i];
        const char *state = state_of(session, exercise);
        bool passed = strcmp(state, "passed") == 0;
        printf("%s %s%-8s%s %-18s %s\n", exercise == current ? ">" : " ",
               passed ? terminal_green(terminal) : "", word_of(state), terminal_plain(terminal),
               exercise->name, exercise_text(exercise, "title", ""));
    }
}

int workshop_list(int argc, char **argv)
{
    static const char program[] = "racelab workshop list";
    struct verb_options options = {0};
    const struct option_spec table[] = {
        {.name = "json",
         .type = OPTION_FLAG,
         .target = &options.json,
         .meaning = "print one JSON document"},
        option_color(&options.color),
    };
    const struct command_line line = {
        .program = program,
        .synopsis = "",
        .summary = "The exercises of the workshop in the current folder, in the order of teaching.",
        .example = "racelab workshop list",
        .options = table,
        .option_count = sizeof table / sizeof *table,
    };
    struct session session;
    const char *none;
    int code;
    if (!parse(&line, &options, argc, argv, &none, &code))
        return code;
    code = session_open(program, &session);
    if (code != 0)
        return code;
    if (options.json)
        code = list_json(&session);
    else
        list_text(&session, &options.terminal);
    session_release(&session);
    return code;
}

/* What could not be written is told; the work itself is done. */
static int save(const char *program, const struct session *session)
{
    int error = folder_save(&session->folder);
    if (error == 0)
        return 0;
    fprintf(stderr, "%s: cannot keep the progress in '%s': %s\n", program, session->folder.path,
            strerror(-error));
    return EXIT_ENVIRONMENT;
}

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
                     const struct verb_options *options, json_t *cards)
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

static int check_all(struct session *session, const struct verb_options *options, json_t *cards)
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
    struct verb_options options = {0};
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
    if (!parse(&line, &options, argc, argv, &name, &code))
        return code;
    code = session_open(program, &session);
    if (code != 0)
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
        code = graver(code, save(program, &session));
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

/* hint and reset: one operand, the current exercise where there is none. */
static int with_exercise(const char *program, const char *summary, int argc, char **argv,
                         int (*act)(const char *program, struct session *session,
                                    const struct exercise *exercise,
                                    const struct verb_options *options))
{
    struct verb_options options = {0};
    const struct option_spec table[] = {option_color(&options.color)};
    const struct command_line line = {
        .program = program,
        .synopsis = "[NAME]",
        .summary = summary,
        .options = table,
        .option_count = 1,
        .operands_max = 1,
    };
    struct session session;
    const char *name;
    int code;
    if (!parse(&line, &options, argc, argv, &name, &code))
        return code;
    code = session_open(program, &session);
    if (code != 0)
        return code;
    const struct exercise *exercise =
        name ? workshop_find(program, &session.folder.pack, name) : folder_current(&session.folder);
    code = exercise ? act(program, &session, exercise, &options) : EXIT_USAGE;
    session_release(&session);
    return code;
}

static int show_hint(const char *program, struct session *session, const struct exercise *exercise,
                     const struct verb_options *options)
{
    enum hint_tier tier = session_hint(session, exercise, NULL);
    printf("%s  ", exercise->name);
    printf(sentence("hint %d of %d"), (int)tier + 1, HINT_TIER_COUNT);
    putchar('\n');
    prose_print(stdout, exercise_text(exercise, "hint", hint_tier_name(tier)),
                options->terminal.width, "", "");
    return save(program, session);
}

int workshop_hint(int argc, char **argv)
{
    return with_exercise("racelab workshop hint",
                         "The next hint, from what to look at to almost the answer.", argc, argv,
                         show_hint);
}

static int reset_one(const char *program, struct session *session, const struct exercise *exercise,
                     const struct verb_options *options)
{
    (void)options;
    int error = folder_reset(&session->folder, exercise);
    if (error == 0) {
        progress_entry(&session->folder.progress, exercise->name)->passed = false;
        save(program, session);
        printf("%s  %s\n", exercise->name, sentence("is as it was"));
        return EXIT_NOTHING_FOUND;
    }
    fprintf(stderr, "%s: cannot write '%s/exercises/%s.c': %s\n", program, session->folder.path,
            exercise->name, strerror(-error));
    return EXIT_ENVIRONMENT;
}

int workshop_reset(int argc, char **argv)
{
    return with_exercise("racelab workshop reset", "Writes the exercise's file as it was given.",
                         argc, argv, reset_one);
}

int workshop_watch(int argc, char **argv)
{
    static const char program[] = "racelab workshop";
    struct verb_options options = {0};
    const struct option_spec table[] = {option_color(&options.color)};
    const struct command_line line = {
        .program = program,
        .synopsis = "",
        .summary = "Watches the workshop in the current folder.",
        .options = table,
        .option_count = 1,
    };
    struct session session;
    const char *none;
    int code;
    if (!parse(&line, &options, argc, argv, &none, &code))
        return code;
    code = session_open(program, &session);
    if (code != 0)
        return code;
    code = watch(program, &session, (enum terminal_color)options.color);
    session_release(&session);
    return code;
}
