#include "cli/commands.h"
#include "cli/witness_command.h"

/* Measured with clang 14, clang 19 and gcc 12: docs/tsan-silence.md. */
enum { TSAN_CROWD = 256 };

static enum finding_kind expected(const struct variant *variant)
{
    return variant->expect.tsan;
}

static bool may_miss(const struct variant *variant)
{
    return variant->expect.tsan_may_miss;
}

int cmd_tsan(int argc, char **argv)
{
    static const struct witness_command command = {
        .witness = "tsan",
        .program = "racelab tsan",
        .summary =
            "Runs the ThreadSanitizer builds of variants, clang's and gcc's, and shows what\n"
            "they report. Exit code 1 says that something was reported.",
        .example = "racelab tsan counter/unsynchronized --compiler clang",
        .tool_count = 2,
        .tools = {SANITIZER_TSAN_CLANG, SANITIZER_TSAN_GCC},
        .start = "gate",
        .expected = expected,
        .may_miss = may_miss,
        .crowd = TSAN_CROWD,
        .choose_compiler = true,
    };
    return witness_command_run(&command, argc, argv);
}
