/* access.h: what every hook of an ordinary access does. Called through stubs,
 * by program code on a fiber; parks where the access is a step. */
#ifndef RACELAB_EXPLORE_ACCESS_H
#define RACELAB_EXPLORE_ACCESS_H

#include "explore/runtime/model.h"

void access_range(uint64_t address, uint64_t size, enum op_kind kind);

/* One access of two ranges: [to, size) is written, [from, size) is read. */
void access_copy(uint64_t to, uint64_t from, uint64_t size);

/* True where an atomic access to the location is a step. */
bool access_visible(uint64_t address, uint64_t size, bool write);

/* For the engine itself: logs, then stores `size` bytes (1, 2, 4 or 8). */
void access_put(uint64_t address, uint64_t size, uint64_t value);
uint64_t access_get(uint64_t address, uint64_t size);

/* The model thread's errno becomes `number`; returns -1. */
uint64_t call_error(int number);

/* Reports a bad access of the current thread: freed, out of its block, or not
 * the program's. Returns true where it was reported (model_fail). */
bool access_bad(uint64_t address, uint64_t size, bool write);

#endif
