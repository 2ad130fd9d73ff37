#include "cli/workshop_command.h"
#include "cli/workshop_options.h"
#include "workshop/sentence.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

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
    struct workshop_options options = {0};
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
    if (!workshop_begin(&line, &options, argc, argv, &none, &session, &code))
        return code;
    if (options.json)
        code = list_json(&session);
    else
        list_text(&session, &options.terminal);
    session_release(&session);
    return code;
}
