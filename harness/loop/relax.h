/* relax.h: how a loop waits for less time than it takes to sleep. */
#ifndef RACELAB_LOOP_RELAX_H
#define RACELAB_LOOP_RELAX_H

#if defined(__x86_64__)
#define RELAX_HINT "pause"
#elif defined(__aarch64__)
#define RELAX_HINT "isb"
#else
#define RELAX_HINT ""
#endif

/* A moment, some 10 to 50 ns, in which the processor does nothing for this
 * thread: it can do more for another one that shares the core. */
static inline void relax(void)
{
    __asm__ volatile(RELAX_HINT);
}

/* Half a microsecond or so. A loop that looks all the time takes the cache lines
 * away from those who write them, and finds little; some posts later it is worth
 * its while. Not sched_yield(): on a busy machine that takes as long as others
 * like. */
static inline void leave_posters_alone(void)
{
    for (int moment = 0; moment < 32; moment++)
        relax();
}

#endif
