/* child.h: one child process, run to its end under limits.
 *
 * A child leads a process group of its own, so that it and whatever it forked
 * can be ended together, and dies with its parent (PR_SET_PDEATHSIG). Output and errors are read
 * through pipes while it runs, so a child that prints a gigabyte neither blocks nor fills memory.
 */
#ifndef RACELAB_PROCESS_CHILD_H
#define RACELAB_PROCESS_CHILD_H

#include "process/stillness.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct child_spec {
    const char *const *argv;        /* NULL-terminated; argv[0] is a path or a name in PATH */
    const char *const *environment; /* "NAME=value" to set on top of ours, NULL-terminated;
                                       NULL: none */
    double seconds;                 /* wall-clock limit; 0: none */
    const char *folder;             /* working folder; NULL: ours */
    const char *input;              /* file that becomes standard input; NULL: /dev/null */
    size_t memory_limit;            /* bytes resident, looked at about 20 times a second; 0: none */
    size_t tree_limit;              /* the same of the child and all below it; 0: none */
    size_t address_limit;           /* bytes of address space of each; 0: ours */
    bool fixed_addresses;           /* address-space randomisation off, for this child alone */
    size_t output_limit;            /* bytes kept of each stream, the rest is read and dropped;
                                       0: 16 MiB */
    int keep;                       /* a further descriptor that it gets; 0: none */
    const struct stillness *still;  /* ends it once it sleeps for ever, which is seen in this way;
                                       NULL: nobody looks */
    int ask;                        /* signal that asks it to end once the user interrupts;
                                       0: it is killed at once */
    double ask_seconds;             /* how long it may take for that */
    /* Called about ten times a second while the child runs; NULL: nobody watches. */
    void (*watch)(void *context, double seconds);
    void *context;
};

enum child_end {
    CHILD_EXITED,      /* .code is the exit status */
    CHILD_SIGNALLED,   /* .code is the signal */
    CHILD_TIMED_OUT,   /* it ran into .seconds; its group was killed */
    CHILD_STILL,       /* it slept for ever, as .still says; its group was killed */
    CHILD_EXHAUSTED,   /* it ran into .memory_limit or .tree_limit; its group was killed */
    CHILD_INTERRUPTED, /* interrupt_requested() became true; its group was killed, unless
                          it was asked to end and did so in time: then another end says how */
    CHILD_NOT_STARTED, /* .code is the errno of fork or exec */
};

struct child_result {
    enum child_end end;
    int code;
    char *output; /* standard output, NUL-terminated; owned, never NULL */
    size_t output_size;
    char *errors; /* standard error, NUL-terminated; owned, never NULL */
    size_t errors_size;
    bool truncated; /* one of the streams was longer than output_limit */
    double seconds; /* wall-clock time it ran */
};

/* Whether it would not have ended, for all that can be seen. */
bool child_hung(enum child_end end);

/* Runs the child and waits for its end. Returns 0, or -ENOMEM; everything else
 * that can go wrong is in result->end. After 0 the caller releases result. */
int child_run(const struct child_spec *spec, struct child_result *result);

void child_result_release(struct child_result *result);

/* One sentence for a person: "exited with 66", "killed by SIGSEGV", ... Writes
 * at most size bytes and returns text. */
const char *child_end_text(const struct child_result *result, char *text, size_t size);

#endif
