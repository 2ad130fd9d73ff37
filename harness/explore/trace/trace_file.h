/* trace_file.h: the long form of a schedule: a versioned JSON document that
 * says what was explored, the schedule and what it takes for granted, so that
 * it can be replayed with nothing else, and what each step did, so that a
 * replay on changed source can say where it departs.
 */
#ifndef RACELAB_EXPLORE_TRACE_FILE_H
#define RACELAB_EXPLORE_TRACE_FILE_H

#include "explore/trace/explore_text.h"
#include "explore/trace/trace_lessons.h"

enum { TRACE_FILE_VERSION = 2 };

/* One step as the file tells it. Strings are owned by the trace. */
struct trace_step {
    char *thread, *op, *file;
    long line;
};

struct trace_file {
    char **operands; /* a lab's variant, or C files; NULL-terminated */
    char **flags;    /* of the compiler; NULL-terminated */
    char *arguments; /* of the program, and */
    char *input;     /* its standard input; NULL: none */
    char *kind;      /* of the finding */
    char *schedule;
    long threads, increments; /* 0: a program */
    bool spurious;            /* condition variables woke without a signal */
    struct lesson_list lessons;
    struct trace_step *steps;
    size_t step_count;
};

/* Writes the gravest finding. operands: as given to `explore`, NULL-terminated.
 * Returns 0 or a negative errno. */
int trace_file_write(const char *path, const struct explored *explored,
                     const char *const *operands);

/* Returns 0, or -EINVAL or another negative errno after one line to standard
 * error that begins with `program`. After 0 the caller releases the trace. */
int trace_file_read(const char *path, const char *program, struct trace_file *trace);
void trace_file_release(struct trace_file *trace);

/* Where and how the replay that was explored differs from the trace: "at step 3:
 * there B did 'write' at pool.c:31, and now it does 'read' at pool.c:32". NULL:
 * it does not. The caller frees it. */
char *trace_file_departure(const struct trace_file *trace, const struct explored *explored);

#endif
