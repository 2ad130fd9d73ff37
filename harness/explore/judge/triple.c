#include "explore/judge/triple.h"

#include <string.h>

static bool is_one_of(const char *op, const char *const *names)
{
    for (; *names; names++)
        if (strcmp(op, *names) == 0)
            return true;
    return false;
}

static const char *const updates[] = {"exchange",   "fetch_add",        "fetch_sub",
                                      "fetch_and",  "fetch_or",         "fetch_xor",
                                      "fetch_nand", "compare_exchange", NULL};

bool triple_reads(const struct exploration_event *event)
{
    static const char *const reads[] = {"read", "load", NULL};
    return is_one_of(event->op, reads) || is_one_of(event->op, updates);
}

bool triple_writes(const struct exploration_event *event)
{
    static const char *const writes[] = {"write", "store", "copy", NULL};
    return is_one_of(event->op, writes) || is_one_of(event->op, updates);
}

static bool same_place(const struct exploration_event *x, const struct exploration_event *y)
{
    return x->address < y->address + y->size && y->address < x->address + x->size;
}

/* Another thread's access between two of one thread that fits no serial order. */
static bool unserialisable(const struct exploration_event *first,
                           const struct exploration_event *between,
                           const struct exploration_event *second)
{
    if (triple_writes(between))
        return triple_reads(first) || triple_reads(second);
    return triple_writes(first) && triple_writes(second) && triple_reads(between);
}

/* The next access of the same thread to the same place, or the event count. */
static size_t next_access(const struct exploration_goal *goal, size_t from)
{
    const struct exploration_event *events = goal->events;
    for (size_t i = from + 1; i < goal->event_count; i++)
        if (events[i].thread == events[from].thread && same_place(&events[i], &events[from]) &&
            (triple_reads(&events[i]) || triple_writes(&events[i])))
            return i;
    return goal->event_count;
}

static bool find_between(const struct exploration_goal *goal, struct triple *triple, bool lost)
{
    const struct exploration_event *events = goal->events;
    for (size_t i = triple->first + 1; i < triple->second; i++)
        if (events[i].thread != events[triple->first].thread &&
            same_place(&events[i], &events[triple->first]) &&
            (lost ? triple_writes(&events[i])
                  : unserialisable(&events[triple->first], &events[i], &events[triple->second]))) {
            triple->between = i;
            return true;
        }
    return false;
}

static bool find(const struct exploration_goal *goal, struct triple *triple, bool lost)
{
    const struct exploration_event *events = goal->events;
    for (size_t i = 0; i < goal->event_count; i++) {
        size_t next = next_access(goal, i);
        *triple = (struct triple){.first = i, .second = next, .lost_update = lost};
        if (next == goal->event_count || (!triple_reads(&events[i]) && !triple_writes(&events[i])))
            continue;
        if (lost && (!triple_reads(&events[i]) || triple_writes(&events[i]) ||
                     !triple_writes(&events[next]) || triple_reads(&events[next])))
            continue;
        if (find_between(goal, triple, lost))
            return true;
    }
    return false;
}

bool triple_find(const struct exploration_goal *goal, struct triple *triple)
{
    return find(goal, triple, true) || find(goal, triple, false);
}
