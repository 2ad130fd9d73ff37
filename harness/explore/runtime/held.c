#include "explore/runtime/held.h"

enum { HELD_MAX = 1024 };

static struct held all[HELD_MAX];
static unsigned count;

static void take(const struct event *event, bool reads)
{
    if (count < HELD_MAX)
        all[count++] = (struct held){event->thread, event->op.address, reads};
}

/* The newest of that lock. Of a lock that is held for reading, any may give back. */
static void give_back(const struct event *event)
{
    for (unsigned i = count; i-- > 0;)
        if (all[i].address == event->op.address && all[i].thread == event->thread) {
            for (count--; i < count; i++)
                all[i] = all[i + 1];
            return;
        }
}

static void follow(const struct event *event)
{
    bool done = event->result == 0;
    switch (event->op.kind) {
    case OP_LOCK:
    case OP_TRYLOCK:
    case OP_WRLOCK:
    case OP_TRYWRLOCK:
    case OP_SPINLOCK:
    case OP_TRYSPIN:
        if (done)
            take(event, false);
        break;
    case OP_WOKEN: /* with the mutex, timed out or not */
        take(event, false);
        break;
    case OP_RDLOCK:
    case OP_TRYRDLOCK:
        if (done)
            take(event, true);
        break;
    case OP_UNLOCK:
    case OP_RWUNLOCK:
    case OP_SPINUNLOCK:
    case OP_WAIT:
        if (done)
            give_back(event);
        break;
    default:
        break;
    }
}

unsigned held_find(const struct held **held)
{
    count = 0;
    for (unsigned i = 0; i < event_count; i++)
        follow(&events[i]);
    *held = all;
    return count;
}
