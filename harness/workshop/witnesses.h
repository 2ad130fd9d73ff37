/* witnesses.h: stress and ThreadSanitizer, at work beside the explorer. */
#ifndef RACELAB_WORKSHOP_WITNESSES_H
#define RACELAB_WORKSHOP_WITNESSES_H

#include "workshop/judge.h"
#include "workshop/real.h"

#include <pthread.h>

struct witnesses {
    bool asked, started;
    pthread_t thread;
    struct real_order order;
    struct real_answer stress, tsan; /* after witnesses_finish() */
};

/* Sets them to work, where the order has a file for them. */
void witnesses_start(struct witnesses *witnesses, const struct judge_order *order);

/* Waits for them, and puts what they say on the card; what they found makes a solution that
 * has passed so far wrong. A second time it does nothing. */
void witnesses_finish(struct witnesses *witnesses, const struct judge_order *order,
                      struct card *card);

#endif
