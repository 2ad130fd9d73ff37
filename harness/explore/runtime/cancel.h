/* cancel.h: pthread_cancel(), deferred: a thread that was asked to end does so
 * at its next cancellation point, even where it waits there. */
#ifndef RACELAB_EXPLORE_CANCEL_H
#define RACELAB_EXPLORE_CANCEL_H

#include "explore/runtime/model.h"

/* Some execution called pthread_cancel(). */
extern bool cancel_used;

/* Whether the thread ends instead of doing this operation, if it may go now. */
bool cancel_due(unsigned thread, const struct op *op);

/* Lets it end: it goes on in what runs its clean-up handlers. */
enum op_end cancel_take(unsigned thread, const struct op *op);

#endif
