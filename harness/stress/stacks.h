/* stacks.h: where the threads of a hung process are. */
#ifndef RACELAB_STRESS_STACKS_H
#define RACELAB_STRESS_STACKS_H

#include <sys/types.h>

/* Where each thread stands, told as gdb_stacks_tell() does. NULL where gdb
 * is not installed or may not look. The caller frees it. Takes at most 10 s. */
char *stacks_of_process(pid_t pid);

#endif
