/* watch.h: the workshop for somebody at a terminal: judges what is saved, and
 * listens to single keys.
 */
#ifndef RACELAB_WORKSHOP_WATCH_H
#define RACELAB_WORKSHOP_WATCH_H

#include "workshop/session.h"

/* Watches until the person leaves. Returns an exit code, after one line to
 * standard error that begins with `program` where that is not 0. */
int watch(const char *program, struct session *session, enum terminal_color color);

#endif
