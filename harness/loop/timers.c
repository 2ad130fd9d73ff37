#include "timers.h"

#include <stddef.h>
#include <time.h>

int64_t clock_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * LOOP_SECOND + now.tv_nsec;
}

int64_t clock_after(int64_t after)
{
    int64_t now = clock_now();
    return after > INT64_MAX - 1 - now ? INT64_MAX - 1 : now + after;
}

/* Of the timer at its place. (The finalizer of SplitMix64, by G. Steele, D. Lea and C. Flood.) */
static uint64_t seal_of(const struct timer *timer)
{
    static const char place; /* another in every program */
    uint64_t x = (uintptr_t)timer ^ (uintptr_t)&place << 20;
    x = (x ^ (uint64_t)timer->due) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 29 ^ timer->number) * UINT64_C(0x94d049bb133111eb);
    return (x ^ x >> 31 ^ timer->fired) * UINT64_C(0x9e3779b97f4a7c15);
}

bool timers_sealed(const struct timer *timer)
{
    return timer->seal == seal_of(timer);
}

static bool due_before(const struct timer *a, const struct timer *b)
{
    return a->due < b->due || (a->due == b->due && a->number < b->number);
}

/* Two roots become one tree: the later one turns the first child of the other. */
static struct timer *meld(struct timer *a, struct timer *b)
{
    if (!a || !b)
        return a ? a : b;
    struct timer *parent = due_before(a, b) ? a : b;
    struct timer *child = parent == a ? b : a;
    child->next = parent->child;
    if (child->next)
        child->next->link = &child->next;
    child->link = &parent->child;
    parent->child = child;
    return parent;
}

static struct timer *detach_first(struct timer **siblings)
{
    struct timer *first = *siblings;
    if (first) {
        *siblings = first->next;
        first->next = NULL;
    }
    return first;
}

/* Siblings become one tree: melded in pairs from the left, then the pairs into
 * one. The pairs are what keeps the tree shallow, whatever the order. */
static struct timer *meld_all(struct timer *siblings)
{
    struct timer *pairs = NULL;
    while (siblings) {
        struct timer *left = detach_first(&siblings);
        struct timer *pair = meld(left, detach_first(&siblings));
        pair->next = pairs;
        pairs = pair;
    }
    struct timer *root = NULL;
    while (pairs)
        root = meld(root, detach_first(&pairs));
    return root;
}

static void set_first(struct timers *timers, struct timer *root)
{
    timers->first = root;
    if (root)
        root->link = &timers->first;
}

void timers_start(struct timers *timers, struct timer *timer, int64_t due,
                  void (*fire)(struct timer *timer))
{
    timer->fire = fire;
    timer->due = due;
    timer->number = timers->started++;
    timer->fired = 0;
    timer->seal = seal_of(timer);
    timer->child = NULL;
    timer->next = NULL;
    set_first(timers, meld(timers->first, timer));
}

bool timers_stop(struct timers *timers, struct timer *timer)
{
    if (!timer->link)
        return false;
    *timer->link = timer->next;
    if (timer->next)
        timer->next->link = timer->link;
    timer->link = NULL;
    timer->next = NULL;
    struct timer *children = meld_all(timer->child);
    timer->child = NULL;
    set_first(timers, meld(timers->first, children));
    return true;
}

int64_t timers_due(const struct timers *timers)
{
    return timers->first ? timers->first->due : INT64_MAX;
}

void timers_fire(struct timers *timers, int64_t now)
{
    uint64_t end = timers->started; /* what is started from here on waits */
    struct timer *due = timers->first;
    while (due && due->due <= now && due->number < end) {
        timers_stop(timers, due);
        due->fired = timers->started;
        due->seal = seal_of(due);
        due->fire(due);
        due = timers->first;
    }
}
