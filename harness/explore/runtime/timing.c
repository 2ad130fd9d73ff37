/* timing.c: time is virtual: clocks stand still, and sleeping lets the others
 * go on for as long as they like, which every interleaving does anyway. */
#include "explore/runtime/timing.h"
#include "explore/runtime/access.h"

struct timing timing;

static void note(const char *call)
{
    if (!timing.call)
        timing = (struct timing){call, fiber_pc(fiber_regs)};
}

uint64_t do_sched_yield(void);
uint64_t do_sched_yield(void)
{
    return 0;
}

uint64_t do_sleep(uint64_t seconds);
uint64_t do_sleep(uint64_t seconds)
{
    (void)seconds;
    return 0;
}

uint64_t do_usleep(uint64_t microseconds);
uint64_t do_usleep(uint64_t microseconds)
{
    (void)microseconds;
    return 0;
}

uint64_t do_nanosleep(uint64_t time);
uint64_t do_nanosleep(uint64_t time)
{
    (void)time;
    return 0;
}

enum { EPOCH = 1000000000 };

uint64_t do_clock_gettime(uint64_t clock, uint64_t place);
uint64_t do_clock_gettime(uint64_t clock, uint64_t place)
{
    (void)clock;
    note("clock_gettime");
    access_put(place, 8, EPOCH);
    access_put(place + 8, 8, 0);
    return 0;
}

uint64_t do_time(uint64_t place);
uint64_t do_time(uint64_t place)
{
    note("time");
    if (place)
        access_put(place, 8, EPOCH);
    return EPOCH;
}

uint64_t do_gettimeofday(uint64_t place);
uint64_t do_gettimeofday(uint64_t place)
{
    note("gettimeofday");
    access_put(place, 8, EPOCH);
    access_put(place + 8, 8, 0);
    return 0;
}

uint64_t do_timespec_get(uint64_t place, uint64_t base);
uint64_t do_timespec_get(uint64_t place, uint64_t base)
{
    note("timespec_get");
    access_put(place, 8, EPOCH);
    access_put(place + 8, 8, 0);
    return base;
}

uint64_t do_clock(void);
uint64_t do_clock(void)
{
    note("clock");
    return 0;
}
