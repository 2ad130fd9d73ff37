/* verdict_card.h: what all witnesses say of one program, on one card. */
#ifndef RACELAB_CHECK_VERDICT_CARD_H
#define RACELAB_CHECK_VERDICT_CARD_H

#include "check/examine.h"
#include "report/terminal.h"

/* A line per witness, the disagreements, the worst finding's trace, and how to
 * see it again. */
void verdict_card_print(FILE *out, const struct examined *examined,
                        const struct terminal *terminal);

#endif
