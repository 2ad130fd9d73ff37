#include "cli/operands.h"
#include "cli/workshop_command.h"
#include "catalogue/nearest.h"
#include "judge/memory.h"
#include "options/option.h"
#include "process/interrupt.h"
#include "workshop/check_pack.h"
#include "workshop/scaffold.h"

#include <stdio.h>
#include <stdlib.h>

int workshop_open_pack(const char *program, const char *folder, const char *language,
                       struct pack *pack)
{
    char *own = folder ? memory_copy_text(folder) : pack_default(), *complaint;
    int error = pack_open(own, language, pack, &complaint);
    free(own);
    if (error == 0)
        return 0;
    fprintf(stderr, "%s: %s\n", program, complaint);
    free(complaint);
    pack_release(pack);
    return EXIT_USAGE;
}

const struct exercise *workshop_find(const char *program, const struct pack *pack, const char *name)
{
    const struct exercise *exercise = pack_find(pack, name);
    struct nearest nearest;
    if (exercise)
        return exercise;
    nearest_init(&nearest, name);
    for (size_t i = 0; i < pack->count; i++)
        nearest_offer(&nearest, pack->exercises[i].name);
    if (nearest_name(&nearest))
        fprintf(stderr, "%s: no exercise '%s'; did you mean '%s'?\n", program, name,
                nearest_name(&nearest));
    else
        fprintf(stderr, "%s: no exercise '%s'; 'racelab workshop list' names them\n", program,
                name);
    return NULL;
}

int workshop_new_pack(int argc, char **argv)
{
    static const char program[] = "racelab workshop new-pack";
    const struct command_line line = {
        .program = program,
        .synopsis = "DIR",
        .summary =
            "Makes a pack of exercises of your own: one small exercise as a pattern, with a\n"
            "wrong fix, remedies, hints and a translation, and a README that says how to go on.",
        .example = "racelab workshop new-pack my-races",
        .operands_min = 1,
        .operands_max = 1,
    };
    const char *folder;
    char *complaint = NULL;
    int code;
    if (!operand_parse(&line, argc, argv, &folder, &code))
        return code;
    code = scaffold_pack(folder, &complaint);
    if (code == 0)
        printf("a pack with one exercise in '%s'. Next:\n  cd %s && racelab workshop "
               "check-pack .\n",
               folder, folder);
    else
        fprintf(stderr, "%s: %s\n", program, complaint);
    free(complaint);
    return code;
}

int workshop_check_pack(int argc, char **argv)
{
    static const char program[] = "racelab workshop check-pack";
    const char *folder, *name = NULL;
    int color = COLOR_AUTO;
    const struct option_spec table[] = {
        {.name = "only",
         .type = OPTION_TEXT,
         .target = &name,
         .metavar = "LAB",
         .meaning = "this exercise alone"},
        option_color(&color),
    };
    const struct command_line line = {
        .program = program,
        .synopsis = "[DIR]",
        .summary = "Judges every file of a pack (DIR, or the tool's own): the racy programs and\n"
                   "tempting fixes must fail and be told apart, the remedies must pass.",
        .example = "racelab workshop check-pack --only bank-withdraw",
        .options = table,
        .option_count = sizeof table / sizeof *table,
        .operands_max = 1,
    };
    struct pack pack;
    int code;
    if (!operand_parse(&line, argc, argv, &folder, &code))
        return code;
    code = workshop_open_pack(program, folder, NULL, &pack);
    if (code != 0)
        return code;
    struct terminal terminal = terminal_of(stdout, (enum terminal_color)color);
    interrupt_catch();
    code = name && !workshop_find(program, &pack, name) ? EXIT_USAGE
                                                        : check_pack(&pack, name, &terminal);
    pack_release(&pack);
    return code;
}
