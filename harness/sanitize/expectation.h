/* expectation.h: whether findings are what a variant says of itself. */
#ifndef RACELAB_SANITIZE_EXPECTATION_H
#define RACELAB_SANITIZE_EXPECTATION_H

#include <stdbool.h>

#include "judge/finding.h"
#include "judge/verdict.h"

struct expectation {
    enum finding_kind kind; /* what the tool must report; FINDING_NONE: nothing;
                               FINDING_UNSUPPORTED: it cannot judge this variant, all is met */
    bool may_miss; /* it reports in some runs only: silence is no complaint either */
    const char *source;     /* the variant's file, whose markers name the lines */
    bool hangs; /* the program may end in a hang, which is its own end and not the tool's word;
                   a tool that it cut short may have said nothing */
};

/* Compares one run of a tool with the expectation. Returns NULL where it is
 * met: every finding is of that kind and every access that it names lies on a
 * line marked with it; or, where nothing is expected, the tool was silent.
 * Otherwise a sentence that says what differs, which the caller frees. */
char *expectation_complaint(const struct expectation *expected, enum verdict verdict,
                            const struct finding_list *findings);

#endif
