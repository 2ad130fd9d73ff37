/* real.h: the witnesses that need real threads: stress and ThreadSanitizer, on
 * a submission. What they find is there; what they do not find says little.
 */
#ifndef RACELAB_WORKSHOP_REAL_H
#define RACELAB_WORKSHOP_REAL_H

#include "judge/verdict.h"
#include "lab/finding_kinds.h"
#include "lab/lab.h"
#include "workshop/pack.h"

struct real_order {
    const char *source;              /* the submission's file, where the person has it */
    const struct exercise *exercise; /* whose headers and libraries it needs; NULL: none */
    struct lab_run size;
    double hang_seconds; /* a trial that takes longer hangs */
};

struct real_answer {
    enum verdict verdict;    /* caught, clean, inconclusive, unavailable */
    enum finding_kind kind;  /* what was caught */
    char *text;              /* for a person; owned */
    double ns_per_increment; /* stress only; 0: not known */
    bool always;             /* stress only: every trial was caught */
};

/* Both may be called from any thread, and at the same time. The caller frees
 * answer->text. */
void real_stress(const struct real_order *order, struct real_answer *answer);
void real_tsan(const struct real_order *order, struct real_answer *answer);

#endif
