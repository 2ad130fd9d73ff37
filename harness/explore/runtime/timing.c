#include "explore/runtime/timing.h"
#include "explore/runtime/access.h"
#include "explore/runtime/file_op.h"
#include "explore/runtime/local.h"

struct timing timing;
bool timing_touched;

/* The name is printed in traces. Nanoseconds since the start. */
static uint64_t virtual_time;

extern uint64_t atomic64_load(uint64_t address, int order);
extern uint64_t atomic64_fetch_add(uint64_t address, uint64_t value, int order);

/* How often in a row a thread asks before it is made to wait, and again before
 * it waits twice as long. */
enum { PATIENCE = 8, DOUBLINGS_MAX = 20, ASKED_MAX = PATIENCE * DOUBLINGS_MAX };
#define LEAST_TICK UINT64_C(1000)

/* Words of the thread's own: the time when it last asked, and how often in a row
 * it has asked since somebody else advanced the clock. */
static uint64_t seen_place(unsigned thread)
{
    return LOCALS_BASE + thread * LOCALS_SIZE + LOCAL_CLOCK_AT;
}

bool timing_is_clock(uint64_t address)
{
    return address == (uint64_t)(uintptr_t)&virtual_time;
}

bool timing_owns(uint64_t address)
{
    return timing_is_clock(address) || address == seen_place(model.current);
}

static bool is_unchanged(void)
{
    return access_get(seen_place(model.current), 8) == virtual_time;
}

static uint64_t asked(void)
{
    return access_get(seen_place(model.current) + 8, 8);
}

static uint64_t doublings(void)
{
    return is_unchanged() ? asked() / PATIENCE : 0;
}

/* Says that the program asks for the time. What was searched so far did without
 * and starts afresh. */
void do_clock_asked(const char *call);
void do_clock_asked(const char *call)
{
    if (timing.call || memory.settled)
        return;
    timing.call = call;
    timing.pc = program_pc();
    memory.grew = true;
}

/* By how much reading the clock advances it. */
uint64_t do_clock_tick(void);
uint64_t do_clock_tick(void)
{
    uint64_t times = doublings();
    timing_touched |= asked() >= PATIENCE;
    return times ? LEAST_TICK << (times - 1) : 0;
}

/* So much time is over, as part of the step under way. */
static void pass(uint64_t nanoseconds)
{
    uint64_t place = (uint64_t)(uintptr_t)&virtual_time;
    bool unchanged = is_unchanged() && asked();
    timing.shared |= !model_alone();
    timing_touched = true;
    memory_touch(place, 8, model.current, true, model_alone());
    access_put(place, 8, virtual_time + nanoseconds);
    if (unchanged)
        access_put(seen_place(model.current), 8, virtual_time);
}

void do_clock_nap(uint64_t nanoseconds);
void do_clock_nap(uint64_t nanoseconds)
{
    if (timing.call)
        pass(nanoseconds << doublings());
}

/* It is that late, at least. */
void do_clock_until(uint64_t time);
void do_clock_until(uint64_t time)
{
    timing_touched = true;
    if (timing.call && time > virtual_time)
        pass(time - virtual_time);
}

uint64_t do_clock_load(void);
uint64_t do_clock_load(void)
{
    return atomic64_load((uint64_t)(uintptr_t)&virtual_time, 0);
}

/* Returns what the clock was before. */
uint64_t do_clock_add(uint64_t nanoseconds);
uint64_t do_clock_add(uint64_t nanoseconds)
{
    return atomic64_fetch_add((uint64_t)(uintptr_t)&virtual_time, nanoseconds, 0);
}

/* The running thread has seen this time; by: it advanced the clock by so much. */
void do_clock_seen(uint64_t now, uint64_t by);
void do_clock_seen(uint64_t now, uint64_t by)
{
    uint64_t place = seen_place(model.current), times = asked();
    bool alone = access_get(place, 8) == now - by;
    access_put(place, 8, now);
    if (!alone || times < ASKED_MAX)
        access_put(place + 8, 8, alone ? times + 1 : 1);
}
