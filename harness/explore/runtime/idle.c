#include "explore/runtime/idle.h"
#include "explore/runtime/crash.h"
#include "explore/runtime/model.h"

#include <string.h>
#include <sys/time.h>

enum { TICK = 100000 /* microseconds */, TICKS_AGAIN = 2, ENDLESS_MAX = 64 };

static volatile sig_atomic_t ticked;
static volatile unsigned long all_ticks;
static unsigned ticks;          /* since the segment was seen for the first time */
static uint64_t segment_before; /* which one that is */
static struct hash endless[ENDLESS_MAX];
static unsigned endless_count;

static bool is_known(struct hash begin)
{
    for (unsigned i = 0; i < ENDLESS_MAX && i < endless_count; i++)
        if (memcmp(&endless[i], &begin, sizeof begin) == 0)
            return true;
    return false;
}

static void remember(struct hash begin)
{
    if (!is_known(begin))
        endless[endless_count++ % ENDLESS_MAX] = begin;
}

static bool is_endless(void)
{
    if (ticks >= IDLE_TENTHS)
        remember(thread_began(model.current));
    return ticks >= TICKS_AGAIN && is_known(thread_began(model.current));
}

/* Which finding it is says the step before; where it was interrupted is chance. */
static void on_tick(int number, siginfo_t *info, void *context)
{
    (void)number;
    (void)info;
    ticked = 1;
    all_ticks++;
    ticks = segment_before == memory.segment ? ticks + 1 : 0;
    segment_before = memory.segment;
    if (!fiber_running || !is_endless()) /* the engine cannot be left amid its work */
        return;
    model.failure = (struct failure){.kind = FINDING_ENDLESS_RUN,
                                     .thread = model.current,
                                     .pc = fiber_pc(&threads[model.current].core.regs),
                                     .text = "takes no step for 5 seconds"};
    model.failure.runs_at = crash_leave(context);
}

bool idle_ticked(void)
{
    bool since = ticked;
    ticked = 0;
    return since;
}

struct idle_attempt idle_attempt(struct hash begin)
{
    return (struct idle_attempt){begin, all_ticks, is_known(begin)};
}

bool idle_attempt_over(const struct idle_attempt *attempt, unsigned long tenths)
{
    unsigned long gone = all_ticks - attempt->since;
    if (gone >= IDLE_TENTHS)
        remember(attempt->begin);
    return gone >= tenths || (attempt->known && gone >= TICKS_AGAIN);
}

void idle_clock(void)
{
    const struct timeval tick = {0, TICK};
    const struct itimerval timer = {tick, tick};
    setitimer(ITIMER_VIRTUAL, &timer, NULL);
}

void idle_init(void)
{
    crash_handle(SIGVTALRM, on_tick);
    idle_clock();
}
