/* outcomes_text.h: the table of outcomes as `racelab explore` prints it. */
#ifndef RACELAB_EXPLORE_OUTCOMES_TEXT_H
#define RACELAB_EXPLORE_OUTCOMES_TEXT_H

#include "explore/trace/outcomes.h"

/* At most 20 rows, within 100 columns. */
void outcomes_print(FILE *out, const struct explored *explored, const struct terminal *terminal);

/* "1,234,567" for a decimal number of any length. The caller frees it. */
char *outcomes_grouped(const char *digits);

/* What an outcome is called: "7", a lab's words, "exited with 1". The caller
 * frees it. */
char *outcomes_name(const struct exploration_goal *goal);

#endif
