#include "cli/witness_options.h"

#include <string.h>

enum { THREADS_MOST = 1000000, INCREMENTS_MOST = 1000000000, RUNS_MOST = 1000000 };

void witness_options_init(struct witness_options *options,
                          struct option_spec table[WITNESS_OPTION_COUNT])
{
    *options = (struct witness_options){.runs = 1};
    const struct option_spec specs[] = {
        {.name = "threads",
         .type = OPTION_COUNT,
         .target = &options->threads,
         .metavar = "N",
         .meaning = "threads of a trial",
         .standard = "the variant's own, mostly 2",
         .min = 1,
         .max = THREADS_MOST},
        {.name = "increments",
         .type = OPTION_COUNT,
         .target = &options->increments,
         .metavar = "N",
         .meaning = "how many times each thread does its work",
         .standard = "the variant's own, mostly 1000",
         .min = 1,
         .max = INCREMENTS_MOST},
        {.name = "runs",
         .type = OPTION_COUNT,
         .target = &options->runs,
         .metavar = "N",
         .meaning = "how many times to run each variant",
         .standard = "1",
         .min = 1,
         .max = RUNS_MOST},
        {.name = "timeout",
         .type = OPTION_NUMBER,
         .target = &options->timeout,
         .metavar = "S",
         .meaning = "a run that takes longer is killed and counts as hung",
         .standard = "120, or the lab's own",
         .max = 1000000},
        {.name = "json",
         .type = OPTION_FLAG,
         .target = &options->json,
         .meaning = "print one JSON document"},
        {.name = "verify",
         .type = OPTION_FLAG,
         .target = &options->verify,
         .meaning = "exit code 0 where all is as the variants say of themselves, else 1"},
        option_color(&options->color),
        {.name = "compiler",
         .type = OPTION_CHOICE,
         .target = &options->compiler,
         .metavar = "NAME",
         .meaning = "whose ThreadSanitizer: both, clang or gcc",
         .standard = "both",
         .choices = {"both", "clang", "gcc"}},
    };
    _Static_assert(sizeof specs / sizeof *specs == WITNESS_OPTION_COUNT, "one row per option");
    memcpy(table, specs, sizeof specs);
}
