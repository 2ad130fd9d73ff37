/* interrupt.h: Ctrl-C as a request, so that partial results can be shown. */
#ifndef RACELAB_PROCESS_INTERRUPT_H
#define RACELAB_PROCESS_INTERRUPT_H

#include <stdbool.h>

/* From now on the first SIGINT or SIGTERM is remembered; a second one ends the
 * process as usual. Call once, before any threads. */
void interrupt_catch(void);

/* Whether one has arrived. Any thread, any number of times. */
bool interrupt_requested(void);

/* The signal that arrived; 0: none. */
int interrupt_signal(void);

#endif
