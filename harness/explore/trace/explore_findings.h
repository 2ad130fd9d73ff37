/* explore_findings.h: what the explorer found, in the form that all witnesses
 * share (judge/finding.h): each finding with the interleaving that leads to it. */
#ifndef RACELAB_EXPLORE_FINDINGS_H
#define RACELAB_EXPLORE_FINDINGS_H

#include "explore/trace/explore_text.h"
#include "judge/finding.h"

/* Appends the findings of the conclusion, in its order. */
void explore_findings(const struct explored *explored, struct finding_list *list);

#endif
