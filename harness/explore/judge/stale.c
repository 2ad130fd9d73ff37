#include "explore/judge/stale.h"
#include "explore/judge/triple.h"

static bool overlaps(const struct exploration_event *x, const struct exploration_event *y)
{
    return x->address < y->address + y->size && y->address < x->address + x->size;
}

/* The first time that another thread changes the place, from 1; 0: none does. */
static size_t overwritten(const struct exploration_goal *goal, size_t read)
{
    const struct exploration_event *events = goal->events;
    for (size_t i = read + 1; i < goal->event_count; i++)
        if (events[i].thread != events[read].thread && triple_writes(&events[i]) &&
            overlaps(&events[i], &events[read]) &&
            (events[i].before != events[i].after || events[i].size > 8))
            return i + 1;
    return 0;
}

/* The reader's next access there, or the event count. */
static size_t next_access(const struct exploration_goal *goal, size_t read)
{
    const struct exploration_event *events = goal->events;
    size_t i = read + 1;
    while (i < goal->event_count &&
           (events[i].thread != events[read].thread || !overlaps(&events[i], &events[read]) ||
            (!triple_reads(&events[i]) && !triple_writes(&events[i]))))
        i++;
    return i;
}

static bool waits_for_good(const struct exploration_goal *goal, long thread)
{
    for (size_t i = 0; i < goal->next_count; i++)
        if (goal->nexts[i].thread == thread)
            return goal->kind == EXPLORATION_STUCK;
    return false;
}

static bool begins_triple(const struct exploration_goal *goal, size_t read)
{
    struct triple triple;
    bool judged = goal->kind == EXPLORATION_OUTCOME || goal->kind == EXPLORATION_FAILURE;
    return judged && triple_find(goal, &triple) && triple.first == read;
}

static bool is_plain_read(const struct exploration_event *event)
{
    return triple_reads(event) && !triple_writes(event);
}

size_t stale_since(const struct exploration_goal *goal, size_t read)
{
    const struct exploration_event *events = goal->events;
    size_t since = is_plain_read(&events[read]) ? overwritten(goal, read) : 0;
    size_t next = next_access(goal, read);
    if (!since || next + 1 <= since)
        return 0;
    bool used = next < goal->event_count
                    ? triple_writes(&events[next]) && !triple_reads(&events[next])
                    : waits_for_good(goal, events[read].thread);
    return used || begins_triple(goal, read) ? since : 0;
}
