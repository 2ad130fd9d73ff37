/* gdb_stacks.h: what gdb prints of a hung process, as a person wants it: who
 * waits in what, called from which lines of the program.
 */
#ifndef RACELAB_STRESS_GDB_STACKS_H
#define RACELAB_STRESS_GDB_STACKS_H

/* Reads the output of `thread apply all backtrace` and tells, for each thread,
 * the program's own functions with file and line, innermost first, and the
 * function of a library that the innermost one called; threads that stand alike
 * are told together:
 *
 *     threads 2, 5-8 in pthread_mutex_lock
 *       transfer  two_orders.c:25
 *       save      two_orders.c:36
 *
 * Threads that are in none of the program's functions come last, in one line.
 * Every line ends with a newline and is indented by two blanks. NULL where gdb
 * told of no thread. The caller frees it. */
char *gdb_stacks_tell(const char *output);

#endif
