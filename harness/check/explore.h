/* explore.h: from a search to a testimony. */
#ifndef RACELAB_CHECK_EXPLORE_H
#define RACELAB_CHECK_EXPLORE_H

#include "check/subject.h"
#include "explore/trace/explore_text.h"

/* The configuration that is searched: small, since every interleaving counts. */
long explore_threads(const struct subject *subject, const struct check_order *order);
long explore_increments(const struct subject *subject, const struct check_order *order);

/* Judges explored->exploration, which witness_explore() has filled, and puts it
 * into words. The caller releases *explored. */
void explore_words(struct explored *explored, const char *binary, struct testimony *testimony);
void explored_release(struct explored *explored);

#endif
