#include "stress/stress_options.h"

#include <limits.h>

enum { SECONDS_MAX = 86400, STANDARD_TRIALS = 1000, STANDARD_INCREMENTS = 1000 };

void stress_options_table(struct stress_options *options,
                          struct option_spec table[STRESS_OPTION_COUNT])
{
    const struct option_spec specs[STRESS_OPTION_COUNT] = {
        {.name = "threads",
         .type = OPTION_COUNTS,
         .target = &options->threads,
         .metavar = "N,...",
         .meaning = "thread counts to run, one row each",
         .min = 1,
         .max = STRESS_THREADS_MAX},
        {.name = "increments",
         .type = OPTION_COUNT,
         .target = &options->increments,
         .metavar = "N",
         .meaning = "how many times each thread does its work",
         .standard = "1000, or the lab's own",
         .min = 1,
         .max = 1000000000},
        {.name = "trials",
         .type = OPTION_COUNT,
         .target = &options->trials,
         .metavar = "N",
         .meaning = "end a run after N trials",
         .standard = "1000, within 1 s",
         .min = 1,
         .max = LONG_MAX},
        {.name = "seconds",
         .type = OPTION_NUMBER,
         .target = &options->seconds,
         .metavar = "S",
         .meaning = "end a run after S seconds, however many trials that is",
         .max = SECONDS_MAX},
        {.name = "timeout",
         .type = OPTION_NUMBER,
         .target = &options->timeout,
         .metavar = "S",
         .meaning = "a trial that takes longer hangs",
         .standard = "10, and 20 us per increment",
         .max = SECONDS_MAX},
        {.name = "seed",
         .type = OPTION_COUNT,
         .target = &options->seed,
         .metavar = "N",
         .meaning = "of the random scatter of starts",
         .standard = "1",
         .min = 0,
         .max = LONG_MAX},
        {.name = "pin",
         .type = OPTION_FLAG,
         .target = &options->pin,
         .meaning = "keep every thread on one core, as the gate does anyway"},
        {.name = "no-pin",
         .type = OPTION_FLAG,
         .target = &options->no_pin,
         .meaning = "let the system move threads between cores: fewer of them meet"},
        {.name = "start",
         .type = OPTION_CHOICE,
         .target = &options->start,
         .metavar = "HOW",
         .meaning = "gate: threads kept and released together; create: new ones each trial",
         .standard = "gate",
         .choices = {"gate", "create"}},
    };
    for (int i = 0; i < STRESS_OPTION_COUNT; i++)
        table[i] = specs[i];
}

struct tally_order stress_options_order(const struct stress_options *options, long threads,
                                        long increments)
{
    bool free_choice = options->trials == 0 && options->seconds <= 0;
    double seconds = free_choice ? 1 : options->seconds;
    if (options->increments > 0)
        increments = options->increments;
    return (struct tally_order){
        .run = {.threads = threads,
                .increments = increments > 0 ? increments : STANDARD_INCREMENTS},
        .trials = free_choice ? STANDARD_TRIALS : (uint64_t)options->trials,
        .seconds_in_ns = (uint64_t)(seconds * 1e9),
        .start = (enum crew_start)options->start,
        .pin = options->pin || (options->start == CREW_GATE && !options->no_pin),
        .canary = true,
        .seed = (uint64_t)options->seed,
    };
}
