#include "stress/stacks.h"

#include "process/child.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Copies only what tells where threads are: gdb also talks about itself. */
static char *frames_of(const char *text)
{
    char *kept = malloc(strlen(text) + 1);
    size_t size = 0;
    if (!kept)
        return NULL;
    while (*text) {
        size_t length = strcspn(text, "\n");
        if (text[0] == '#' || strncmp(text, "Thread ", 7) == 0) {
            memcpy(kept + size, text, length);
            size += length;
            kept[size++] = '\n';
        }
        text += length + (text[length] == '\n');
    }
    kept[size] = '\0';
    if (size > 0)
        return kept;
    free(kept);
    return NULL;
}

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
                                "taas backtrace -frame-arguments none -12",
                                NULL};
    const char *const environment[] = {"DEBUGINFOD_URLS=", NULL};
    const struct child_spec spec = {
        .argv = argv, .environment = environment, .seconds = 10, .output_limit = 65536};
    struct child_result result;
    if (child_run(&spec, &result) != 0)
        return NULL;
    char *stacks = frames_of(result.output);
    child_result_release(&result);
    return stacks;
}
