#include "cli/chosen.h"
#include "cli/commands.h"
#include "cli/operands.h"
#include "cli/walk.h"
#include "judge/memory.h"
#include "options/option.h"
#include "workshop/sentence.h"

#include <stdio.h>
#include <stdlib.h>

static const char program[] = "racelab play";

/* "LAB/VARIANT": of a lab that is named alone, its first program, which its page begins
 * with. NULL: there is none, or the catalogue cannot be read. The caller frees it. */
static char *variant_named(const char *name, int *code)
{
    struct chosen chosen;
    *code = chosen_open(&chosen, program, name);
    if (*code != 0)
        return NULL;
    const struct variant *first = chosen.selection.variants[0];
    char *whole = memory_print("%s/%s", first->lab, first->name);
    if (chosen.selection.count > 1)
        printf("%s: %s\n", whole, first->title);
    chosen_close(&chosen);
    return whole;
}

static int play_lab(struct walk *play, const char *name)
{
    int code;
    char *variant = variant_named(name, &code);
    const char *const operands[] = {variant, NULL};
    if (!variant)
        return code;
    play->operands = operands;
    play->predict = true;
    code = walk(play);
    free(variant);
    return code;
}

int cmd_play(int argc, char **argv)
{
    struct walk play = {
        .program = program,
        .order = {
            .strategy = "replay", .seconds = 60, .memory = 2048, .steps = 1000000, .seed = 1}};
    static const char *const languages[] = {"en", "de", NULL};
    int language = 0;
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
        {.name = "language",
         .type = OPTION_CHOICE,
         .target = &language,
         .choices = {"en", "de"},
         .metavar = "CODE",
         .meaning = "what is said is in that language, as in a German workshop: en or de",
         .standard = "en"},
    };
    const struct command_line line = {
        .program = program,
        .synopsis = "LAB[/VARIANT]|FILE.c...",
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
        sentence_language(languages[language]);
        play.operands = operands;
        code = explore_is_file(operands[0]) ? walk(&play) : play_lab(&play, operands[0]);
    }
    free(operands);
    return code;
}
