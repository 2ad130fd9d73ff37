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
 * two threads that do get their cores at the same time keep meeting. */
enum { SPIN_ALONE_MICROSECONDS = 50, SPIN_MILLISECONDS = 20 };

/* How long the opener waits for all others to spin. */
enum { GATHER_MILLISECONDS = 50 };

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

void gate_init(struct gate *gate, uint32_t threads, uint32_t cores)
{
    memset(gate, 0, sizeof *gate);
    gate->threads = threads;
    gate->spin = threads <= cores;
    atomic_init(&gate->resting, true); /* the first opening may be far away */
}

void gate_ticket_init(struct gate_ticket *ticket, uint64_t seed, uint32_t index)
{
    *ticket = (struct gate_ticket){.random = (seed + index + 1) * 0x9e3779b97f4a7c15u};
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

static bool spin_for_opening(struct gate *gate, const struct gate_ticket *ticket)
{
    uint64_t waited, start = cycles_now();
    do {
        for (int turn = 0; turn < TURNS_PER_LOOK; turn++) {
            if (opened_since(gate, ticket))
                return true;
            cycles_relax();
        }
        waited = cycles_now() - start;
        if (waited > SPIN_ALONE_MICROSECONDS * cycles_per_millisecond() / 1000)
            sched_yield();
    } while (!atomic_load_explicit(&gate->resting, memory_order_relaxed) &&
             waited < SPIN_MILLISECONDS * cycles_per_millisecond());
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

/* `ready` is only ever released to: pairs with the acquire in
 * gate_gather(). Nobody who waits acquires it. */
static void wait_spinning(struct gate *gate, const struct gate_ticket *ticket)
{
    for (;;) {
        atomic_fetch_add_explicit(&gate->ready, 1, memory_order_release);
        if (spin_for_opening(gate, ticket))
            return;
        atomic_fetch_sub_explicit(&gate->ready, 1, memory_order_release);
        sleep_on_epoch(gate, ticket);
    }
}

static void wait_sleeping(struct gate *gate, const struct gate_ticket *ticket)
{
    while (!opened_since(gate, ticket))
        sleep_on_epoch(gate, ticket);
}

void gate_pass(struct gate *gate, struct gate_ticket *ticket)
{
    if (gate->spin)
        wait_spinning(gate, ticket);
    else
        wait_sleeping(gate, ticket);
    ticket->epoch += 2;
}

void gate_start(const struct gate *gate, struct gate_ticket *ticket)
{
    uint64_t at = gate->release_at;
    if (!gate->spin)
        at = (cycles_now() / cycles_release_grid() + 1) * cycles_release_grid();
    if (gate->spread > 0)
        at += random_next(&ticket->random) % gate->spread;
    while (cycles_now() < at)
        ;
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

void gate_gather(struct gate *gate)
{
    if (atomic_load_explicit(&gate->resting, memory_order_relaxed))
        atomic_store_explicit(&gate->resting, false, memory_order_relaxed);
    if (!gate->spin)
        return;
    uint32_t others = gate->threads - 1;
    uint64_t deadline = cycles_now() + GATHER_MILLISECONDS * cycles_per_millisecond();
    /* Acquire: pairs with the releases in wait_spinning(). */
    while (atomic_load_explicit(&gate->ready, memory_order_acquire) < others &&
           cycles_now() < deadline) {
        uint32_t epoch = atomic_fetch_and_explicit(&gate->epoch, ~1u, memory_order_relaxed);
        if (epoch & 1)
            futex_wake_all(&gate->epoch);
        cycles_relax();
    }
}

void gate_open(struct gate *gate, struct gate_ticket *opener, uint64_t spread)
{
    if (atomic_load_explicit(&gate->resting, memory_order_relaxed))
        atomic_store_explicit(&gate->resting, false, memory_order_relaxed);
    atomic_store_explicit(&gate->ready, 0, memory_order_relaxed);
    atomic_store_explicit(&gate->finished, 0, memory_order_relaxed);
    gate->spread = spread;
    gate->release_at = cycles_now() + cycles_release_margin();
    /* Release: pairs with the acquire in opened_since(). Publishes the moment
     * of release and whatever the opener prepared for the trial. Only openers
     * change the count, one at a time, so the relaxed load reads it exactly. */
    uint32_t now = openings(atomic_load_explicit(&gate->epoch, memory_order_relaxed));
    uint32_t before = atomic_exchange_explicit(&gate->epoch, now + 2, memory_order_release);
    if (before & 1)
        futex_wake_all(&gate->epoch);
    if (opener)
        opener->epoch += 2;
}
