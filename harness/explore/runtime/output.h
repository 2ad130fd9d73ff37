/* output.h: what the program prints.
 *
 * The bytes are kept only while an execution is told (model.recording). Of the
 * state is a name for what each thread printed, so that executions of a
 * program that print different things end in different outcomes. The threads'
 * outputs count apart, whichever came first: who prints before whom is no step
 * of the search, and would multiply the states without telling more.
 *
 * A program that prints too many different things, such as a loop that prints
 * while it waits, would make too many states. Then the names are given up, and
 * the search begins afresh.
 */
#ifndef RACELAB_EXPLORE_OUTPUT_H
#define RACELAB_EXPLORE_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { OUTPUT_MAX = 1 << 20 }; /* bytes of an execution that are kept */

void output_note(const void *bytes, size_t size);

/* Names what the threads printed up to here; 0: nothing, or it was given up. */
uint64_t output_identity(void);

/* From now on outputs are not told apart; sets memory.grew. */
void output_give_up(void);
bool output_given_up(void);

/* How much there is; back to so much. */
size_t output_length(void);
void output_rewind(size_t length);

/* Writes the first `most` bytes of it to the wire. */
void output_report(size_t most);

#endif
