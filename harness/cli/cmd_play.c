#include "cli/commands.h"
#include "cli/operands.h"
#include "cli/walk.h"
#include "options/option.h"

#include <stdlib.h>

static const char program[] = "racelab play";

int cmd_play(int argc, char **argv)
{
    struct walk play = {
        .program = program,
        .predict = true,
        .order = {
            .strategy = "replay", .seconds = 60, .memory = 2048, .steps = 1000000, .seed = 1}};
    const struct option_spec table[] = {
        {.name = "threads",
         .type = OPTION_COUNT,
         .target = &play.order.threads,
         .metavar = "N",
         .meaning = "threads of a lab",
         .standard = "2",
         .min = 1,
         .max = 26},
        {.name = "increments",
         .type = OPTION_COUNT,
         .target = &play.order.increments,
         .metavar = "N",
         .meaning = "how many times each does its work",
         .standard = "1",
         .min = 1,
         .max = 1000},
    };
    const struct command_line line = {
        .program = program,
        .synopsis = "LAB/VARIANT|FILE.c...",
        .summary = "You are the scheduler. Type the name of a thread (A, B, ...) and it takes a\n"
                   "step; `b` goes back, `q` leaves. The schedule replays with 'racelab replay'.",
        .example = "racelab play counter/unsynchronized",
        .options = table,
        .option_count = sizeof table / sizeof *table,
        .operands_min = 1,
        .operands_max = -1,
    };
    int code;
    const char **operands = operands_parse(&line, argc, argv, &code);
    if (operands) {
        play.operands = operands;
        play.predict = !explore_is_file(operands[0]);
        code = walk(&play);
    }
    free(operands);
    return code;
}
