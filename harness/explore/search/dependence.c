#include "explore/search/dependence.h"
#include "explore/runtime/sync.h"
#include "explore/runtime/timing.h"
#include "explore/runtime/waiting.h"

#define BIT(role) (1u << ROLE_##role)
#define ANYTHING ((1u << ROLE_COUNT) - 1)

/* With which roles on the same object a role commutes; symmetric. Where a
 * signal wakes nobody who is about to go on, and where an arrival does not open
 * the round, related() has the last word.
 *
 * Reading: readers of a lock commute, and so do posts; a wait of a semaphore
 * commutes with neither, for it may have to wait. Waits begin and end in any
 * order among themselves, but not across a signal, which must choose. Arrivals
 * do not commute: who comes last does not wait. */
static const uint32_t commuting[ROLE_COUNT] = {
    [ROLE_NONE] = ANYTHING,
    [ROLE_READ] = BIT(NONE) | BIT(READ),
    [ROLE_WRITE] = BIT(NONE),
    [ROLE_HOLD] = BIT(NONE) | BIT(PASS),
    [ROLE_SHARE] = BIT(NONE) | BIT(SHARE),
    [ROLE_POST] = BIT(NONE) | BIT(POST),
    [ROLE_ENTER] = BIT(NONE) | BIT(ENTER) | BIT(LEAVE) | BIT(WOKEN),
    [ROLE_LEAVE] = BIT(NONE) | BIT(ENTER) | BIT(LEAVE) | BIT(WOKEN),
    [ROLE_WOKEN] = BIT(NONE) | BIT(ENTER) | BIT(LEAVE) | BIT(WOKEN),
    [ROLE_SIGNAL] = BIT(NONE),
    [ROLE_ARRIVE] = BIT(NONE),
    [ROLE_DEPART] = BIT(NONE) | BIT(DEPART),
    [ROLE_PASS] = BIT(NONE) | BIT(PASS) | BIT(HOLD),
};

/* The roles of an operation towards its two objects. */
static const uint8_t roles[OP_KIND_COUNT][2] = {
    [OP_START] = {ROLE_NONE, ROLE_NONE},
    [OP_READ] = {ROLE_READ, ROLE_NONE},
    [OP_WRITE] = {ROLE_WRITE, ROLE_NONE},
    [OP_COPY] = {ROLE_WRITE, ROLE_READ},
    [OP_FREE] = {ROLE_WRITE, ROLE_NONE},
    [OP_LOAD] = {ROLE_READ, ROLE_NONE},
    [OP_STORE] = {ROLE_WRITE, ROLE_NONE},
    [OP_EXCHANGE] = {ROLE_WRITE, ROLE_NONE},
    [OP_ADD] = {ROLE_WRITE, ROLE_NONE},
    [OP_SUB] = {ROLE_WRITE, ROLE_NONE},
    [OP_AND] = {ROLE_WRITE, ROLE_NONE},
    [OP_OR] = {ROLE_WRITE, ROLE_NONE},
    [OP_XOR] = {ROLE_WRITE, ROLE_NONE},
    [OP_NAND] = {ROLE_WRITE, ROLE_NONE},
    [OP_WIDE] = {ROLE_WRITE, ROLE_NONE},
    [OP_CAS] = {ROLE_WRITE, ROLE_NONE},
    [OP_JOIN] = {ROLE_NONE, ROLE_NONE},
    [OP_GATE] = {ROLE_NONE, ROLE_NONE},
    [OP_EXIT] = {ROLE_END, ROLE_NONE},
    [OP_YIELD] = {ROLE_NONE, ROLE_NONE},
    [OP_LOCK] = {ROLE_HOLD, ROLE_NONE},
    [OP_TRYLOCK] = {ROLE_HOLD, ROLE_NONE},
    [OP_UNLOCK] = {ROLE_HOLD, ROLE_NONE},
    [OP_DESTROY] = {ROLE_HOLD, ROLE_NONE},
    [OP_WAIT] = {ROLE_HOLD, ROLE_ENTER},
    [OP_WOKEN] = {ROLE_HOLD, ROLE_LEAVE},
    [OP_SIGNAL] = {ROLE_SIGNAL, ROLE_NONE},
    [OP_BROADCAST] = {ROLE_SIGNAL, ROLE_NONE},
    [OP_RDLOCK] = {ROLE_SHARE, ROLE_NONE},
    [OP_WRLOCK] = {ROLE_HOLD, ROLE_NONE},
    [OP_TRYRDLOCK] = {ROLE_SHARE, ROLE_NONE},
    [OP_TRYWRLOCK] = {ROLE_HOLD, ROLE_NONE},
    [OP_RWUNLOCK] = {ROLE_SHARE, ROLE_NONE},
    [OP_SPINLOCK] = {ROLE_HOLD, ROLE_NONE},
    [OP_TRYSPIN] = {ROLE_HOLD, ROLE_NONE},
    [OP_SPINUNLOCK] = {ROLE_HOLD, ROLE_NONE},
    [OP_SEM_WAIT] = {ROLE_HOLD, ROLE_NONE},
    [OP_SEM_TRYWAIT] = {ROLE_HOLD, ROLE_NONE},
    [OP_SEM_POST] = {ROLE_POST, ROLE_NONE},
    [OP_BARRIER] = {ROLE_ARRIVE, ROLE_NONE},
    [OP_BARRIER_LEAVE] = {ROLE_DEPART, ROLE_NONE},
    [OP_ONCE] = {ROLE_HOLD, ROLE_NONE},
    [OP_ONCE_DONE] = {ROLE_WRITE, ROLE_NONE},
    [OP_HIDDEN] = {ROLE_WRITE, ROLE_NONE},
};

/* The waiters that a signal wakes, the way'th way. */
static uint64_t woken_by(const struct op *op, unsigned way)
{
    uint64_t woken = 0;
    for (unsigned i = 0; i < model.count && i < 64; i++)
        if (cond_waits(i, op->address) && (op->kind == OP_BROADCAST || way-- == 0))
            woken |= UINT64_C(1) << i;
    return woken;
}

static void add_details(struct deed *deed, const struct op *op)
{
    switch (op->kind) {
    case OP_LOCK:
    case OP_TRYLOCK:
    case OP_DESTROY:
        deed->acquires = mutex_free(op->address);
        break;
    case OP_WOKEN:
        deed->acquires = mutex_free(op->address);
        deed->other_role = threads[deed->thread].woken ? ROLE_WOKEN : ROLE_LEAVE;
        break;
    case OP_SPINLOCK:
    case OP_TRYSPIN:
        deed->acquires = spin_free(op->address);
        break;
    case OP_SIGNAL:
    case OP_BROADCAST:
        deed->detail = woken_by(op, deed->way);
        break;
    case OP_RWUNLOCK:
        deed->role = rwlock_written_by(op->address, deed->thread) ? ROLE_HOLD : ROLE_SHARE;
        break;
    case OP_BARRIER:
        deed->detail = barrier_opens(op->address);
        break;
    case OP_BARRIER_LEAVE:
        deed->detail = op->argument[0] + 1;
        break;
    case OP_ONCE:
        deed->role = once_is_done(op->address) ? ROLE_PASS : ROLE_HOLD;
        break;
    }
}

struct deed deed_next(unsigned thread, unsigned way)
{
    const struct op *op = &threads[thread].core.op;
    struct deed deed = {.address = op->address,
                        .other = op->other,
                        .size = (uint32_t)op->size,
                        .other_size = (uint32_t)op->other_size,
                        .thread = (uint16_t)thread,
                        .way = (uint16_t)way,
                        .kind = (uint8_t)op->kind,
                        .role = roles[op->kind][0],
                        .other_role = roles[op->kind][1],
                        .time = timing_is_clock(op->address) ? TIME_LOOKS : 0,
                        .awaits = op_classes[op->kind]->enabled ||
                                  waiting_place(fiber_pc(&threads[thread].core.regs))};
    if (op->kind > OP_YIELD)
        add_details(&deed, op);
    return deed;
}

/* A signal may wake others at another moment than it does now, an arrival may
 * not be the last, a once not be done. Whoever sleeps or waits then was woken
 * or let go before, so "nobody" is right. */
struct deed deed_planned(const struct deed *deed)
{
    struct deed planned = *deed;
    planned.way = DEED_ANY_WAY;
    if (deed->kind == OP_SIGNAL || deed->kind == OP_BROADCAST || deed->kind == OP_BARRIER)
        planned.detail = 0;
    if (deed->kind == OP_ONCE)
        planned.role = ROLE_HOLD;
    return planned;
}

/* Roles that the table lets conflict: whether what one does reaches the other. */
static inline bool related(enum role x_role, const struct deed *x, enum role y_role,
                           const struct deed *y)
{
    if (x_role == ROLE_WOKEN && y_role == ROLE_SIGNAL)
        return y->detail >> x->thread & 1;
    if (x_role == ROLE_SIGNAL && y_role == ROLE_WOKEN)
        return x->detail >> y->thread & 1;
    if ((x_role == ROLE_ARRIVE && y_role == ROLE_DEPART) ||
        (x_role == ROLE_DEPART && y_role == ROLE_ARRIVE))
        return x->detail == y->detail;
    return true;
}

static inline bool overlap(uint64_t x, uint64_t x_size, uint64_t y, uint64_t y_size)
{
    return x < y + y_size && y < x + x_size;
}

static inline bool commute(enum role x, enum role y)
{
    return commuting[x] >> y & 1;
}

/* One lets time pass, the other sees that. */
static inline bool share_time(const struct deed *x, const struct deed *y)
{
    return x->time && y->time && ((x->time | y->time) & TIME_PASSES);
}

static bool meet(const struct deed *x, const struct deed *y)
{
    if (!commute(x->role, y->role) && overlap(x->address, x->size, y->address, y->size) &&
        related(x->role, x, y->role, y))
        return true;
    if (x->other_role == ROLE_NONE && y->other_role == ROLE_NONE)
        return false;
    return (!commute(x->role, y->other_role) &&
            overlap(x->address, x->size, y->other, y->other_size) &&
            related(x->role, x, y->other_role, y)) ||
           (!commute(x->other_role, y->role) &&
            overlap(x->other, x->other_size, y->address, y->size) &&
            related(x->other_role, x, y->role, y)) ||
           (!commute(x->other_role, y->other_role) &&
            overlap(x->other, x->other_size, y->other, y->other_size) &&
            related(x->other_role, x, y->other_role, y));
}

bool deeds_conflict(const struct deed *x, const struct deed *y)
{
    return x->role == ROLE_END || y->role == ROLE_END || share_time(x, y) || meet(x, y);
}

static bool is_plain(const struct deed *deed)
{
    return deed->kind >= OP_READ && deed->kind <= OP_COPY;
}

static bool is_access(const struct deed *deed)
{
    return is_plain(deed) || (deed->kind >= OP_LOAD && deed->kind <= OP_CAS);
}

bool deeds_race(const struct deed *x, const struct deed *y)
{
    if (x->role == ROLE_END || y->role == ROLE_END)
        return false; /* judged as the accesses that they are before they failed */
    return is_access(x) && is_access(y) && (is_plain(x) || is_plain(y)) && meet(x, y);
}
