#include "cli/progress.h"

#include "report/number.h"
#include "stress/supervise.h"

#include <stdio.h>

void progress_init(struct progress *progress)
{
    *progress = (struct progress){.terminal = terminal_of(stderr, COLOR_AUTO), .what = ""};
}

void progress_print(struct progress *progress, const char *line)
{
    if (!progress->terminal.interactive)
        return;
    fprintf(stderr, "\r\033[K%s%.*s%s", terminal_dim(&progress->terminal),
            progress->terminal.width - 1, line, terminal_plain(&progress->terminal));
    fflush(stderr);
    progress->shown = true;
}

void progress_show(void *context, const struct supervise_sight *sight)
{
    struct progress *progress = context;
    char done[NUMBER_MAX], bad[NUMBER_MAX], part[64] = "", line[220];
    if (sight->done > 0)
        snprintf(part, sizeof part, ", %ld of %ld in this one", sight->done, sight->whole);
    snprintf(line, sizeof line, "%s: %s trials, %s wrong%s, %.1f s", progress->what,
             number_count((long long)sight->trials, done, sizeof done),
             number_count((long long)sight->wrong, bad, sizeof bad), part, sight->seconds);
    progress_print(progress, line);
}

void progress_clear(struct progress *progress)
{
    if (!progress->shown)
        return;
    fprintf(stderr, "\r\033[K");
    fflush(stderr);
    progress->shown = false;
}
