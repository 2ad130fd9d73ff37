/* pages.h: the texts that somebody at a terminal reads. The caller frees each. */
#ifndef RACELAB_WORKSHOP_PAGES_H
#define RACELAB_WORKSHOP_PAGES_H

#include "workshop/session.h"

/* The exercise, its question unless it is passed, and its card; card NULL: not
 * judged yet. */
char *pages_card(const struct session *session, const struct exercise *exercise,
                 const struct card *card, const struct terminal *terminal);

char *pages_list(const struct session *session, const struct exercise *current,
                 const struct terminal *terminal);

char *pages_hint(const struct exercise *exercise, enum hint_tier tier,
                 const struct terminal *terminal);

/* Judges all that was begun. Slow; for a worker (session_look()). */
char *pages_check_all(struct session *session, const struct session_screen *screen);

#endif
