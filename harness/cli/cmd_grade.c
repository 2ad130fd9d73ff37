#include "cli/commands.h"
#include "cli/operands.h"
#include "cli/workshop_command.h"
#include "judge/memory.h"
#include "options/option.h"
#include "process/interrupt.h"
#include "report/saved_file.h"
#include "workshop/grade_report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char program[] = "racelab grade";

struct grade_options {
    const char *pack, *exercise, *sandboxed, *csv, *gradescope;
    bool json;
    int color;
};

enum { GRADE_OPTIONS = 7 };

static void fill_table(struct grade_options *options, struct option_spec table[GRADE_OPTIONS])
{
    const struct option_spec specs[GRADE_OPTIONS] = {
        {.name = "pack",
         .type = OPTION_TEXT,
         .target = &options->pack,
         .metavar = "DIR",
         .meaning = "the exercises",
         .standard = "the tool's own"},
        {.name = "exercise",
         .type = OPTION_TEXT,
         .target = &options->exercise,
         .metavar = "NAME",
         .meaning = "this one alone",
         .standard = "all that somebody has handed in"},
        {.name = "json",
         .type = OPTION_FLAG,
         .target = &options->json,
         .meaning = "print one JSON document"},
        {.name = "csv",
         .type = OPTION_TEXT,
         .target = &options->csv,
         .metavar = "FILE",
         .meaning = "write a line for each file handed in"},
        {.name = "gradescope",
         .type = OPTION_TEXT,
         .target = &options->gradescope,
         .metavar = "FILE",
         .meaning = "write Gradescope's results.json, of one submission"},
        option_color(&options->color),
        {.name = "sandboxed",
         .type = OPTION_TEXT,
         .target = &options->sandboxed,
         .metavar = "NAME",
         .meaning = "this process is in the sandbox: judge one file for the exercise"},
    };
    memcpy(table, specs, sizeof specs);
}

static int save(const char *path, const struct grading *grading,
                int (*write)(FILE *out, const struct grading *grading))
{
    struct saved_file file;
    int error = saved_file_init(&file, path);
    if (error == 0 && (error = write(file.stream, grading)) != 0)
        saved_file_discard(&file);
    else if (error == 0)
        error = saved_file_commit(&file);
    if (error == 0)
        return 0;
    fprintf(stderr, "%s: cannot write '%s': %s\n", program, path, strerror(-error));
    return EXIT_ENVIRONMENT;
}

static int write_csv(FILE *out, const struct grading *grading)
{
    grade_csv(out, grading);
    return 0;
}

static int tell(const struct grade_options *options, const struct grading *grading)
{
    struct terminal terminal = terminal_of(stdout, (enum terminal_color)options->color);
    int code = EXIT_NOTHING_FOUND;
    if (options->json && grade_json(stdout, grading) != 0)
        code = EXIT_ENVIRONMENT;
    if (!options->json)
        grade_table(stdout, grading, &terminal);
    if (options->csv && save(options->csv, grading, write_csv) != 0)
        code = EXIT_ENVIRONMENT;
    if (options->gradescope && save(options->gradescope, grading, grade_gradescope) != 0)
        code = EXIT_ENVIRONMENT;
    if (grading->partial)
        fprintf(stderr, "%s: interrupted; the grades are partial\n", program);
    for (size_t i = 0; i < grading->count && code == 0; i++)
        if (grading->people[i].passed < grading->exercise_count)
            code = EXIT_FOUND;
    return grading->partial && code != EXIT_ENVIRONMENT ? EXIT_INCONCLUSIVE : code;
}

static int run(const struct grade_options *options, const struct pack *pack,
               const char *const *paths)
{
    const char *name = options->sandboxed ? options->sandboxed : options->exercise;
    const struct exercise *only = name ? workshop_find(program, pack, name) : NULL;
    struct grading grading;
    if (name && !only)
        return EXIT_USAGE;
    if (options->sandboxed)
        return grade_one(pack, only);
    if (options->gradescope && paths[1]) {
        fprintf(stderr, "%s: --gradescope is for one submission, not also '%s'\n", program,
                paths[1]);
        return EXIT_USAGE;
    }
    interrupt_catch();
    int code = grade_all(program, pack, only, paths, &grading);
    if (code == 0)
        code = tell(options, &grading);
    grading_release(&grading);
    return code;
}

int cmd_grade(int argc, char **argv)
{
    struct grade_options options = {0};
    struct option_spec table[GRADE_OPTIONS];
    fill_table(&options, table);
    const struct command_line line = {
        .program = program,
        .synopsis = "DIR...",
        .summary = "Judges what people handed in: folders with files named after exercises. Each\n"
                   "file is judged in a sandbox, by the explorer, with the same grade every time.\n"
                   "Exit code 0: everybody passed everything.",
        .example = "racelab grade --csv grades.csv submissions/*",
        .options = table,
        .option_count = GRADE_OPTIONS,
        .operands_min = 1,
        .operands_max = -1,
    };
    struct pack pack;
    int code;
    const char **operands = operands_parse(&line, argc, argv, &code);
    if (!operands)
        return code;
    code = workshop_open_pack(program, options.pack, NULL, &pack);
    if (code == 0) {
        code = run(&options, &pack, operands);
        pack_release(&pack);
    }
    free(operands);
    return code;
}
