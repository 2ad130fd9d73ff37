/* behaviour.h: what a program does, told so that two programs can be compared:
 * for each configuration to be proved, which findings and outcomes exist; and
 * what becomes of it where only some of its actors run, one after another, or
 * only some of the threads that it starts itself do anything.
 *
 * Those sequences are the meaning of the exercise without its race. Nobody can
 * lose a race there, so every right solution gives what the remedies give; a
 * solution that leaves work out, does it elsewhere, waits for turns or has its
 * result written in the check does not.
 */
#ifndef RACELAB_WORKSHOP_BEHAVIOUR_H
#define RACELAB_WORKSHOP_BEHAVIOUR_H

#include "judge/verdict.h"
#include "lab/finding_kinds.h"
#include "workshop/text.h"

#include <jansson.h>
#include <stdint.h>

struct behaviour_outcome {
    bool judged; /* the check was reached; else the program ended before it */
    long long expected, actual;
    char *label;
};

/* One configuration, all its actors at once. */
struct behaviour_run {
    struct configuration size;
    enum verdict verdict;               /* proved, caught, inconclusive, unsupported */
    uint64_t kinds;                     /* of findings: bit 1 << kind for each */
    struct behaviour_outcome *outcomes; /* by actual, label */
    size_t outcome_count;
    long threads;        /* the most that took part, main included */
    char *interleavings; /* of all outcomes and findings, decimal; "0": not counted */
    char *why;           /* where it is neither proved nor caught: one phrase; else "" */
};

enum probe_end {
    PROBE_DONE,  /* judged: expected and actual hold */
    PROBE_STUCK, /* an actor waits, and nobody else is there */
    PROBE_LEFT,  /* the program ended before its check */
    PROBE_BAD,   /* a finding, or nobody can tell */
};

/* Some actors, one after another. */
struct behaviour_probe {
    struct configuration size;
    char *sequence; /* "0,1"; "" nobody; "0*" all at once, with work for 0 alone */
    enum probe_end end;
    long long expected, actual;
};

struct behaviour {
    struct behaviour_run *runs; /* in the order of the exercise's `prove` */
    size_t run_count;
    struct behaviour_probe *probes;
    size_t probe_count;
    bool hurried; /* time or memory ran out somewhere: another time it may be another */
};

void behaviour_release(struct behaviour *behaviour);

/* Whether both have the same findings and the same outcomes in each
 * configuration, all of them searched to the end. */
bool behaviour_alike(const struct behaviour *one, const struct behaviour *other);

/* The probe of that size and sequence; NULL: there is none. */
const struct behaviour_probe *behaviour_probe(const struct behaviour *behaviour,
                                              const struct behaviour_probe *like);

/* For caches. behaviour_from() returns false where the document is none of
 * ours; then nothing is to be released. */
json_t *behaviour_to(const struct behaviour *behaviour);
bool behaviour_from(const json_t *document, struct behaviour *behaviour);

#endif
