/* output.h: what the program prints. It is no part of a state: it is kept only
 * while an execution is told (model.recording). */
#ifndef RACELAB_EXPLORE_OUTPUT_H
#define RACELAB_EXPLORE_OUTPUT_H

#include <stddef.h>
#include <stdint.h>

void output_note(const void *bytes, size_t size);

/* How much there is; back to so much. */
size_t output_length(void);
void output_rewind(size_t length);

/* Writes it to the wire. */
void output_report(void);

#endif
