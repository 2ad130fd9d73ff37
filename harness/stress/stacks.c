#include "stress/stacks.h"

#include "process/child.h"
#include "stress/gdb_stacks.h"

#include <stdio.h>
#include <stdlib.h>

char *stacks_of_process(pid_t pid)
{
    char number[24];
    snprintf(number, sizeof number, "%ld", (long)pid);
    const char *const argv[] = {"gdb",
                                "-nx",
                                "-batch",
                                "-p",
                                number,
                                "-ex",
                                "set pagination off",
                                "-ex",
                                "thread apply all -s backtrace -frame-arguments none 40",
                                NULL};
    const char *const environment[] = {"DEBUGINFOD_URLS=", NULL};
    const struct child_spec spec = {
        .argv = argv, .environment = environment, .seconds = 10, .output_limit = 4 << 20};
    struct child_result result;
    if (child_run(&spec, &result) != 0)
        return NULL;
    char *stacks = gdb_stacks_tell(result.output);
    child_result_release(&result);
    return stacks;
}
