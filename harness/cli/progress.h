/* progress.h: one line on standard error that says what is going on. Nothing
 * at all where no person watches.
 */
#ifndef RACELAB_CLI_PROGRESS_H
#define RACELAB_CLI_PROGRESS_H

#include "report/terminal.h"

#include <stdint.h>

struct launch_sight;
struct supervise_sight;

struct progress {
    struct terminal terminal;
    const char *what; /* borrowed: "mutex, 64 threads" */
    bool shown;
};

/* Looks at standard error. */
void progress_init(struct progress *progress);

/* Shows a run's counts; struct supervise_watch calls it. context: the progress. */
void progress_show(void *context, const struct supervise_sight *sight);

/* Writes how far an exploration is, as one line. */
enum { PROGRESS_LINE = 200 };
void progress_sight(char line[PROGRESS_LINE], const struct launch_sight *sight);

/* Shows how far an exploration is; struct launch_order calls it. context: the
 * progress; sight NULL: takes the line away. */
void progress_explore(void *context, const struct launch_sight *sight);

/* Shows any line; the next one takes its place. */
void progress_print(struct progress *progress, const char *line);

/* Takes the line away, before anything else is printed. */
void progress_clear(struct progress *progress);

#endif
