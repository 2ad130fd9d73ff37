/* file_op.h: how calls on files are carried out. */
#ifndef RACELAB_EXPLORE_FILE_OP_H
#define RACELAB_EXPLORE_FILE_OP_H

#include "explore/runtime/event.h"

/* Performs it at once where it is no step: what it touches is used by one
 * thread alone, and it need not wait. Returns result[0]. */
uint64_t file_perform(struct op op);

/* Where in the program's own code the running thread entered the engine. */
uint64_t program_pc(void);

/* Whether the address lies in the program's own code. */
bool in_program(uint64_t pc);

#endif
