/* replay_command.h: the command that shows the first finding again. */
#ifndef RACELAB_EXPLORE_REPLAY_COMMAND_H
#define RACELAB_EXPLORE_REPLAY_COMMAND_H

#include "explore/trace/explore_text.h"

/* "again       racelab replay ...", within so many columns where its parts are not
 * longer; nothing where the schedule is too long to type. There is a finding. */
void replay_command_print(FILE *out, const struct explored *explored, int width);

#endif
