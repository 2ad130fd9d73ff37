/* machine.h: the facts of this machine that bear on what races show. */
#ifndef RACELAB_MACHINE_MACHINE_H
#define RACELAB_MACHINE_MACHINE_H

#include <stdbool.h>

enum { MACHINE_TEXT_MAX = 128 };

struct machine {
    long cores;       /* that this process may use */
    double load;      /* mean number of runnable tasks over the last minute; -1: unknown */
    long long memory; /* bytes */
    char processor[MACHINE_TEXT_MAX];
    char kernel[MACHINE_TEXT_MAX];       /* "Linux 6.1.0" */
    char architecture[MACHINE_TEXT_MAX]; /* "x86_64" */

    /* Limits on the number of threads; -1: unknown or none. */
    long threads_of_user;   /* RLIMIT_NPROC */
    long threads_of_system; /* kernel.threads-max */
    long process_ids;       /* kernel.pid_max */
    long memory_maps;       /* vm.max_map_count; a thread takes two */
    long container_tasks;   /* pids.max of the control group */

    long randomised_bits; /* vm.mmap_rnd_bits; -1: unknown */
};

/* Reads the facts; what cannot be read stays unknown. Never fails. */
void machine_init(struct machine *machine);

/* The cores that this process may use, at least 1. */
long machine_cores(void);

/* One limit on the number of threads. */
struct machine_limit {
    const char *name; /* as a person would look for it: "kernel.pid_max" */
    long threads;     /* how many it leaves room for */
};

/* The limit that the number of threads meets first: so many one process can
 * probably have. */
struct machine_limit machine_thread_limit(const struct machine *machine);

#endif
