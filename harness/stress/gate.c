#include "stress/gate.h"

#include "cycles.h"
#include "stress/random.h"

#include <limits.h>
#include <linux/futex.h>
#include <sched.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* A spinner first keeps its core to itself; then it lets others have it now and
 * then, for the trial may be waiting for a thread of the lab's own; then it
 * sleeps. The last is a scheduler's slice or more, so that on a busy machine
 * two threads that do get their cores at the same time keep meeting. Once it was
 * called the trial is over, and it keeps its core for longer. */
enum { SPIN_ALONE_MICROSECONDS = 50, SPIN_CALLED_MICROSECONDS = 5000, SPIN_MILLISECONDS = 20 };

/* How long the opener waits for the others: some slices of a busy machine. Each
 * time in vain halves it, for there may be fewer cores than it seems. */
enum { GATHER_MICROSECONDS_MOST = 200000, GATHER_MICROSECONDS_LEAST = 1000 };

/* How long the last answer may take for it to believe that all have their cores
 * at this moment. */
enum { FRESH_MICROSECONDS = 4 };

/* The moment of release is at most so many times the usual margin ahead. */
enum { MARGINS_MOST = 8 };

/* A spinner looks at the clock once in so many turns: the flag comes first. */
enum { TURNS_PER_LOOK = 64 };

static void futex_sleep(_Atomic uint32_t *word, uint32_t value)
{
    syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, value, NULL, NULL, 0);
}

static void futex_wake_all(_Atomic uint32_t *word)
{
    syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, INT_MAX, NULL, NULL, 0);
}

static uint64_t microseconds(uint64_t count)
{
    return count * cycles_per_millisecond() / 1000;
}

static uint64_t at_most(uint64_t value, uint64_t limit)
{
    return value < limit ? value : limit;
}

static uint64_t at_least(uint64_t value, uint64_t limit)
{
    return value > limit ? value : limit;
}

void gate_init(struct gate *gate, uint32_t threads, uint32_t cores)
{
    memset(gate, 0, sizeof *gate);
    gate->threads = threads;
    gate->spin = threads <= cores;
    gate->mark_count = threads < GATE_MARKS ? threads : GATE_MARKS;
    gate->patience = microseconds(GATHER_MICROSECONDS_MOST);
    atomic_init(&gate->resting, true); /* the first opening may be far away */
}

void gate_ticket_init(struct gate_ticket *ticket, uint64_t seed, uint32_t index)
{
    *ticket =
        (struct gate_ticket){.index = index, .random = (seed + index + 1) * 0x9e3779b97f4a7c15u};
    if (ticket->random == 0)
        ticket->random = 1;
}

/* The word without its "somebody sleeps" bit. */
static uint32_t openings(uint32_t epoch)
{
    return epoch & ~1u;
}

static bool opened_since(struct gate *gate, const struct gate_ticket *ticket)
{
    /* Acquire: pairs with the release in gate_open(). */
    uint32_t epoch = atomic_load_explicit(&gate->epoch, memory_order_acquire);
    return openings(epoch) != ticket->epoch;
}

/* Returns true when there was a call that this thread had not answered. */
static bool answer(struct gate *gate, struct gate_ticket *ticket)
{
    /* Acquire: pairs with the release in call_all(): `ready` was zeroed before. */
    uint32_t call = atomic_load_explicit(&gate->call, memory_order_acquire);
    if (call == ticket->call)
        return false;
    ticket->call = call;
    /* Only ever released to: pairs with the acquire in call_all(). Nobody who
     * waits acquires it. */
    atomic_fetch_add_explicit(&gate->ready, 1, memory_order_release);
    return true;
}

static bool spin_for_opening(struct gate *gate, struct gate_ticket *ticket)
{
    uint64_t waited, start = cycles_now(), alone = microseconds(SPIN_ALONE_MICROSECONDS);
    do {
        for (int turn = 0; turn < TURNS_PER_LOOK; turn++) {
            if (opened_since(gate, ticket))
                return true;
            if (answer(gate, ticket)) {
                start = cycles_now();
                alone = microseconds(SPIN_CALLED_MICROSECONDS);
            }
            cycles_relax();
        }
        waited = cycles_now() - start;
        if (waited > alone)
            sched_yield();
    } while (!atomic_load_explicit(&gate->resting, memory_order_relaxed) &&
             waited < microseconds(SPIN_MILLISECONDS * 1000));
    return false;
}

/* Sleeps until the word changes. Relaxed: whoever waits must not acquire what
 * another waiter knows; opened_since() does the one acquire there is. */
static void sleep_on_epoch(struct gate *gate, const struct gate_ticket *ticket)
{
    uint32_t epoch = atomic_fetch_or_explicit(&gate->epoch, 1, memory_order_relaxed);
    if (openings(epoch) == ticket->epoch)
        futex_sleep(&gate->epoch, epoch | 1);
}

static void wait_spinning(struct gate *gate, struct gate_ticket *ticket)
{
    while (!spin_for_opening(gate, ticket))
        sleep_on_epoch(gate, ticket);
}

static void wait_sleeping(struct gate *gate, const struct gate_ticket *ticket)
{
    while (!opened_since(gate, ticket))
        sleep_on_epoch(gate, ticket);
}

/* Relaxed, and never read: it orders nothing between threads. */
static void write_mark(struct gate *gate, uint32_t index)
{
    atomic_store_explicit(&gate->marks[index % gate->mark_count].word, index, memory_order_relaxed);
}

/* A call that was not answered in time is over: relaxed, there is none before all
 * have finished. */
static void pass(struct gate *gate, struct gate_ticket *ticket, bool opener)
{
    ticket->opener = opener;
    ticket->epoch += 2;
    write_mark(gate, ticket->index);
    ticket->call = atomic_load_explicit(&gate->call, memory_order_relaxed);
}

void gate_pass(struct gate *gate, struct gate_ticket *ticket)
{
    if (gate->spin)
        wait_spinning(gate, ticket);
    else
        wait_sleeping(gate, ticket);
    pass(gate, ticket, false);
}

/* To start earlier than the opener is to have the opener start later. */
static uint64_t lag(const struct gate *gate, const struct gate_ticket *ticket)
{
    int64_t lag = ticket->opener ? -gate->starts.lag : gate->starts.lag;
    return lag > 0 ? (uint64_t)lag : 0;
}

void gate_start(struct gate *gate, struct gate_ticket *ticket)
{
    uint64_t at = gate->release_at + lag(gate, ticket);
    if (!gate->spin)
        at = (cycles_now() / cycles_release_grid() + 1) * cycles_release_grid();
    if (gate->starts.spread > 0)
        at += random_next(&ticket->random) % gate->starts.spread;
    while (cycles_now() < at)
        ;
    write_mark(gate, ticket->index + 1);
}

bool gate_finish(struct gate *gate)
{
    /* Acquire and release: the last one to count sees the work of all others.
     * Whoever counts has done its work, so nothing is ordered too early. */
    uint32_t before = atomic_fetch_add_explicit(&gate->finished, 1, memory_order_acq_rel);
    return before + 1 == gate->threads;
}

void gate_rest(struct gate *gate)
{
    atomic_store_explicit(&gate->resting, true, memory_order_relaxed);
}

static void wake_sleepers(struct gate *gate)
{
    /* A look is cheaper than a swap, which takes the word away from the spinners. */
    if (atomic_load_explicit(&gate->epoch, memory_order_relaxed) & 1 &&
        atomic_fetch_and_explicit(&gate->epoch, ~1u, memory_order_relaxed) & 1)
        futex_wake_all(&gate->epoch);
}

/* Calls once; returns how many cycles passed until all had answered, or until
 * the deadline. Whoever answered the call before has been counted by then, or
 * the deadline has passed. */
static uint64_t call_all(struct gate *gate, uint64_t deadline)
{
    uint64_t now, start = cycles_now();
    atomic_store_explicit(&gate->ready, 0, memory_order_relaxed);
    atomic_fetch_add_explicit(&gate->call, 1, memory_order_release);
    uint32_t answers;
    do {
        wake_sleepers(gate);
        cycles_relax();
        answers = atomic_load_explicit(&gate->ready, memory_order_acquire);
        now = cycles_now();
    } while (answers < gate->threads - 1 && now < deadline);
    return now - start;
}

static bool gathered(const struct gate *gate)
{
    return gate->round_trip <= microseconds(FRESH_MICROSECONDS);
}

void gate_gather(struct gate *gate)
{
    if (atomic_load_explicit(&gate->resting, memory_order_relaxed))
        atomic_store_explicit(&gate->resting, false, memory_order_relaxed);
    if (!gate->spin || gate->threads == 1)
        return;
    uint64_t deadline = cycles_now() + gate->patience;
    do
        gate->round_trip = call_all(gate, deadline);
    while (!gathered(gate) && cycles_now() < deadline);
    gate->patience = gathered(gate)
                         ? at_most(gate->patience * 2, microseconds(GATHER_MICROSECONDS_MOST))
                         : at_least(gate->patience / 2, microseconds(GATHER_MICROSECONDS_LEAST));
}

/* Cycles; bounded, for where a thread had no core it says nothing of distance. */
static uint64_t round_trip(const struct gate *gate)
{
    return at_most(gate->round_trip, MARGINS_MOST * cycles_release_margin());
}

/* Far enough ahead for the opening to reach every core, which takes half of the
 * way there and back; no farther than needs be, since a thread may lose its core
 * meanwhile. */
static uint64_t margin(const struct gate *gate)
{
    return at_least(round_trip(gate), cycles_release_margin());
}

void gate_open(struct gate *gate, struct gate_ticket *opener, struct aim_starts starts)
{
    if (atomic_load_explicit(&gate->resting, memory_order_relaxed))
        atomic_store_explicit(&gate->resting, false, memory_order_relaxed);
    atomic_store_explicit(&gate->finished, 0, memory_order_relaxed);
    gate->starts = starts;
    gate->release_at = cycles_now() + margin(gate);
    /* Release: pairs with the acquire in opened_since(). Publishes the moment
     * of release and whatever the opener prepared for the trial. Only openers
     * change the count, one at a time, so the relaxed load reads it exactly. */
    uint32_t now = openings(atomic_load_explicit(&gate->epoch, memory_order_relaxed));
    uint32_t before = atomic_exchange_explicit(&gate->epoch, now + 2, memory_order_release);
    if (before & 1)
        futex_wake_all(&gate->epoch);
    if (opener)
        pass(gate, opener, true);
}
