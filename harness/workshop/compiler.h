/* compiler.h: one call of the compiler for a submission, which may be made to keep
 * it busy or to fill the disk.
 *
 * The limits count the compiler's own work, so that a busy machine gives the same answer
 * as an idle one; and one sentence speaks of them all, since what runs into two of them meets
 * now this one first, now that one.
 */
#ifndef RACELAB_WORKSHOP_COMPILER_H
#define RACELAB_WORKSHOP_COMPILER_H

#include <stddef.h>

enum bench_end {
    BENCH_DONE,
    BENCH_REFUSED, /* the compiler did, or ran into its limits; *message says why */
    BENCH_LACKING, /* the machine lacks something; *message says what */
};

enum {
    COMPILER_SECONDS = 5,     /* of processor time, for each process; usual is a tenth of one */
    COMPILER_FILE = 64 << 20, /* bytes of each file that it writes; usual is one megabyte */
    COMPILER_MEMORY = 2,      /* GiB of addresses; a tenth of it is usual */
    COMPILER_PATIENCE = 120,  /* seconds by the clock; then the machine is to blame */
};

/* Runs it with the limits; what it writes for itself it writes in `folder`, which goes
 * away also where it is killed. After BENCH_REFUSED and BENCH_LACKING the caller frees
 * *message, which is NULL otherwise; paths in it have no folders. */
enum bench_end compiler_call(const char *const *argv, const char *folder, char **message);

#endif
