/* judge.h: judges one submission. */
#ifndef RACELAB_WORKSHOP_JUDGE_H
#define RACELAB_WORKSHOP_JUDGE_H

#include "workshop/card.h"
#include "workshop/observe.h"
#include "workshop/reference.h"

struct judge_order {
    const struct reference *reference;
    const char *include; /* the pack's headers */
    const char *text;    /* the submission's bytes */
    size_t size;
    int columns;      /* of the screen that the trace is for */
    bool utf8;        /* and what it can show */
    size_t workers;   /* explorations at the same time; 0: as many as there are cores */
    const char *path; /* of the file, for real threads and ThreadSanitizer; NULL: they are not
                         asked, and the explorer's answer alone is the same each time */
};

/* Fills in the card, which the caller releases. Everything that can go wrong is
 * in it. Runs the submission's code in child processes; from any thread. */
void judge(const struct judge_order *order, struct card *card);

#endif
