/* interrupt.h: Ctrl-C as a request, so that partial results can be shown. */
#ifndef RACELAB_PROCESS_INTERRUPT_H
#define RACELAB_PROCESS_INTERRUPT_H

#include <stdbool.h>

/* From now on the first SIGINT, SIGTERM or SIGHUP (the terminal is gone) is remembered;
 * a second one of its kind ends the process as usual. Call once, before any threads. */
void interrupt_catch(void);

/* Whether one has arrived. Any thread, any number of times. */
bool interrupt_requested(void);

#endif
