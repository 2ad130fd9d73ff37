/* orphans.h: processes that a program has left behind: daemons that moved to a
 * session of their own, where killing the group does not reach them.
 */
#ifndef RACELAB_PROCESS_ORPHANS_H
#define RACELAB_PROCESS_ORPHANS_H

/* From now on what loses its parent below us becomes our child. Call once. */
void orphans_adopt(void);

/* Kills and reaps every child that we have, and what comes after them. Only
 * while no child runs that somebody waits for. Returns how many there were. */
unsigned orphans_end(void);

#endif
