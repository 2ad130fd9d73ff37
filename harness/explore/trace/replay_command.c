#include "explore/trace/replay_command.h"
#include "judge/memory.h"

#include <stdlib.h>
#include <string.h>

enum { INDENT = 12, SCHEDULE_MAX = 60 };

/* A command to copy: broken between its parts, so that it stays whole. */
struct command {
    FILE *out;
    int width, column;
};

/* Takes over the part. */
static void command_add(struct command *command, char *part)
{
    int length = (int)strlen(part), begins = INDENT + 4;
    if (command->column > INDENT && command->column + 1 + length + 2 > command->width) {
        fprintf(command->out, " \\\n%*s", begins, "");
        command->column = begins;
    } else if (command->column > INDENT) {
        fputc(' ', command->out);
        command->column++;
    }
    fputs(part, command->out);
    command->column += length;
    free(part);
}

void replay_command_print(FILE *out, const struct explored *explored, int width)
{
    const struct exploration_goal *goal = explored->conclusion.findings[0].goal;
    struct command command = {out, width, INDENT};
    if (strlen(goal->schedule) > SCHEDULE_MAX)
        return;
    fprintf(out, "%-*s", INDENT, "again");
    command_add(&command, memory_print("racelab replay %s", explored->name));
    command_add(&command, memory_copy_text(goal->schedule[0] ? goal->schedule : "''"));
    if (explored->is_lab) {
        command_add(&command, memory_print("--threads %ld", explored->threads));
        command_add(&command, memory_print("--increments %ld", explored->increments));
    }
    if (explored->spurious)
        command_add(&command, memory_copy_text("--spurious"));
    if (explored->input)
        command_add(&command, memory_print("--stdin %s", explored->input));
    if (explored->arguments)
        command_add(&command, memory_print("--args \"%s\"", explored->arguments));
    for (size_t i = 0; explored->flags && explored->flags[i]; i++)
        command_add(&command, memory_print("%s%s", i ? "" : "-- ", explored->flags[i]));
    fputc('\n', out);
}
