/* The verbs of somebody who works in a workshop's folder, without a terminal. */
#include "cli/workshop_command.h"
#include "cli/workshop_options.h"
#include "workshop/prose.h"
#include "workshop/scaffold.h"
#include "workshop/watch.h"
#include "workshop/sentence.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int workshop_init(int argc, char **argv)
{
    static const char program[] = "racelab workshop init";
    struct workshop_options options = {0};
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
    if (!workshop_parse(&line, &options, argc, argv, &path, &code))
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

/* hint and reset: one operand, the current exercise where there is none. */
static int with_exercise(const char *program, const char *summary, int argc, char **argv,
                         int (*act)(const char *program, struct session *session,
                                    const struct exercise *exercise,
                                    const struct workshop_options *options))
{
    struct workshop_options options = {0};
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
    if (!workshop_begin(&line, &options, argc, argv, &name, &session, &code))
        return code;
    const struct exercise *exercise =
        name ? workshop_find(program, &session.folder.pack, name) : folder_current(&session.folder);
    code = exercise ? act(program, &session, exercise, &options) : EXIT_USAGE;
    session_release(&session);
    return code;
}

static int show_hint(const char *program, struct session *session, const struct exercise *exercise,
                     const struct workshop_options *options)
{
    enum hint_tier tier = session_hint(session, exercise, NULL);
    printf("%s  ", exercise->name);
    printf(sentence("hint %d of %d"), (int)tier + 1, HINT_TIER_COUNT);
    putchar('\n');
    prose_print(stdout, exercise_text(exercise, "hint", hint_tier_name(tier)),
                options->terminal.width, "", "");
    return workshop_save(program, session);
}

int workshop_hint(int argc, char **argv)
{
    return with_exercise("racelab workshop hint",
                         "The next hint, from what to look at to almost the answer.", argc, argv,
                         show_hint);
}

static int reset_one(const char *program, struct session *session, const struct exercise *exercise,
                     const struct workshop_options *options)
{
    (void)options;
    int error = folder_reset(&session->folder, exercise);
    if (error == 0) {
        progress_entry(&session->folder.progress, exercise->name)->passed = false;
        workshop_save(program, session);
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
    struct workshop_options options = {0};
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
    if (!workshop_begin(&line, &options, argc, argv, &none, &session, &code))
        return code;
    code = watch(program, &session, (enum terminal_color)options.color);
    session_release(&session);
    return code;
}
