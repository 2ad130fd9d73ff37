#include "cli/commands.h"
#include "cli/witness_command.h"

static enum finding_kind expected(const struct variant *variant)
{
    return variant->expect.helgrind;
}

/* helgrind sees the order that pthread_create() and pthread_join() make, but
 * not that of the gate's atomics: new threads for each trial. */
int cmd_helgrind(int argc, char **argv)
{
    static const struct witness_command command = {
        .witness = "helgrind",
        .program = "racelab helgrind",
        .summary = "Runs the plain builds of variants under valgrind's helgrind and shows what it\n"
                   "reports. Exit code 1 says that something was reported.",
        .example = "racelab helgrind counter/mutex",
        .tool_count = 1,
        .tools = {SANITIZER_HELGRIND},
        .start = "create",
        .expected = expected,
    };
    return witness_command_run(&command, argc, argv);
}
