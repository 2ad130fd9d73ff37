/* program_side.h: for wrappers that run on the program's own fiber: the stubs
 * through which they enter the engine, and what they are written with.
 *
 * Such a wrapper declares what a call of the C library reads and writes of the
 * program's memory, then lets the library do the work. The library runs on the
 * fiber's stack and never parks; between a declaration and the work the thread
 * may park.
 */
#ifndef RACELAB_EXPLORE_PROGRAM_SIDE_H
#define RACELAB_EXPLORE_PROGRAM_SIDE_H

#include "explore/runtime/runtime.h"

void stub_access_read(const void *from, size_t size);
void stub_access_write(void *to, size_t size);
void stub_access_both(void *to, const void *from, size_t size);

/* The calling thread's errno becomes `number`. */
void stub_errno_set(int number);

/* An atomic step on hidden state of the library (the generator behind rand()):
 * no race, but the order in which threads take it matters. Logs the bytes. */
void stub_hidden(void *state, size_t size);

_Noreturn void stub_unsupported(const char *what);

void *wrap_malloc(size_t size);
void *wrap_realloc(void *block, size_t size);
void wrap_free(void *block);

/* Around the library's work: its stack is cleared with the thread's own, and
 * the errno that it sets becomes the model thread's. */
void native_begin(void);
void native_end(void);

#endif
