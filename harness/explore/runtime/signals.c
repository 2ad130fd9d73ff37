#include "explore/runtime/signals.h"
#include "explore/runtime/access.h"
#include "explore/runtime/file.h"
#include "explore/runtime/file_op.h"
#include "explore/runtime/lifecycle.h"

#include <errno.h>
#include <signal.h>
#include <string.h>

struct signal_action signal_actions[SIGNALS_MAX + 1];
uint64_t signal_table;

static struct {
    uint64_t mask, pending;
} of_thread[THREADS_MAX];
static uint64_t pending_for_all;

/* What a signal does by itself. */
static bool harmless(unsigned number)
{
    return number == SIGCHLD || number == SIGURG || number == SIGWINCH || number == SIGCONT;
}

static bool stops(unsigned number)
{
    return number == SIGSTOP || number == SIGTSTP || number == SIGTTIN || number == SIGTTOU;
}

static bool is_crash(unsigned number)
{
    return number == SIGABRT || number == SIGSEGV || number == SIGBUS || number == SIGFPE ||
           number == SIGILL || number == SIGTRAP || number == SIGSYS || number == SIGQUIT;
}

static bool has_handler(unsigned number)
{
    return signal_actions[number].handler > (uint64_t)(uintptr_t)SIG_IGN;
}

bool signal_ignored(unsigned number)
{
    uint64_t handler = signal_actions[number].handler;
    return handler == (uint64_t)(uintptr_t)SIG_IGN ||
           (handler == (uint64_t)(uintptr_t)SIG_DFL && harmless(number));
}

uint64_t signal_mask(unsigned thread)
{
    return of_thread[thread].mask;
}

void signal_inherit(unsigned parent, unsigned child)
{
    model_store(&of_thread[child].mask, of_thread[parent].mask);
    model_store(&of_thread[child].pending, 0);
}

static bool waits_for(unsigned thread, uint64_t bit)
{
    const struct op *op = &threads[thread].core.op;
    return threads[thread].state == THREAD_ALIVE && op->kind == OP_SIGWAIT &&
           (op->argument[0] & bit);
}

/* In sigsuspend() another mask holds. */
static bool blocks(unsigned thread, uint64_t bit)
{
    const struct op *op = &threads[thread].core.op;
    if (op->kind == OP_SIGWAIT && op->argument[1] && threads[thread].state == THREAD_ALIVE)
        return !(op->argument[0] & bit);
    return of_thread[thread].mask & bit;
}

static void interrupt(unsigned number)
{
    if (has_handler(number))
        runtime_unsupported_at("a signal that interrupts another thread", program_pc());
}

/* Who sends, or 0: the signal's number where it is delivered to the sender now. */
static uint64_t send_to_thread(unsigned self, unsigned target, unsigned number)
{
    uint64_t bit = signal_bit(number);
    if (threads[target].state != THREAD_ALIVE)
        return 0;
    if (target == self && !blocks(self, bit))
        return number;
    if (waits_for(target, bit) ? !signal_ignored(number) : blocks(target, bit)) {
        model_store(&of_thread[target].pending, of_thread[target].pending | bit);
        return 0;
    }
    interrupt(number);
    return signal_ignored(number) ? 0 : number; /* it ends the process, whoever takes it */
}

static uint64_t send_to_all(unsigned self, unsigned number)
{
    uint64_t bit = signal_bit(number);
    bool waited = false, open = false;
    for (unsigned i = 0; i < model.count; i++) {
        bool other = i != self && threads[i].state == THREAD_ALIVE;
        waited |= other && waits_for(i, bit);
        open |= other && !blocks(i, bit) && !waits_for(i, bit);
    }
    if (signal_ignored(number) && (open || !blocks(self, bit)))
        return 0;
    if (open)
        interrupt(number);
    if (!waited && (open || !blocks(self, bit)))
        return number;
    model_store(&pending_for_all, pending_for_all | bit);
    return 0;
}

/* argument[0]: the thread + 1, 0: the process; argument[1]: the signal. */
static enum op_end send_execute(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)way;
    unsigned number = (unsigned)op->argument[1];
    result[0] = op->argument[0] ? send_to_thread(thread, (unsigned)op->argument[0] - 1, number)
                                : send_to_all(thread, number);
    return OP_DONE;
}

const struct op_class op_class_raise = {.execute = send_execute};

static struct op on_table(enum op_kind kind)
{
    return (struct op){.kind = kind, .address = (uint64_t)(uintptr_t)&signal_table, .size = 8};
}

/* Returns the signal that the sender has to take at once, or 0. */
uint64_t do_signal_send(uint64_t target, uint64_t number);
uint64_t do_signal_send(uint64_t target, uint64_t number)
{
    struct op op = on_table(OP_RAISE);
    op.argument[0] = target;
    op.argument[1] = number;
    return file_perform(op);
}

static uint64_t pending(unsigned thread)
{
    return of_thread[thread].pending | pending_for_all;
}

/* Those of the set that are ignored do not end sigsuspend(). */
static uint64_t awake(unsigned thread, const struct op *op)
{
    uint64_t set = pending(thread) & op->argument[0];
    for (unsigned i = 1; i <= SIGNALS_MAX && op->argument[1]; i++)
        if (signal_ignored(i))
            set &= ~signal_bit(i);
    return set;
}

static unsigned take(unsigned thread, uint64_t set)
{
    if (!set)
        return 0;
    unsigned number = (unsigned)__builtin_ctzll(set) + 1;
    uint64_t bit = signal_bit(number), *from = &of_thread[thread].pending;
    from = *from & bit ? from : &pending_for_all;
    model_store(from, *from & ~bit);
    return number;
}

/* argument[0]: for which signals; [1]: by sigsuspend(); [2]: it may time out. */
static bool wait_enabled(unsigned thread, const struct op *op)
{
    return op->argument[2] || awake(thread, op);
}

static enum op_end wait_execute(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)way;
    result[0] = take(thread, awake(thread, op));
    return OP_DONE;
}

const struct op_class op_class_sigwait = {.enabled = wait_enabled, .execute = wait_execute};

/* Returns the signal; 0: it timed out. */
uint64_t do_signal_wait(uint64_t set, uint64_t suspends, uint64_t timed);
uint64_t do_signal_wait(uint64_t set, uint64_t suspends, uint64_t timed)
{
    struct op op = on_table(OP_SIGWAIT);
    op.argument[0] = set;
    op.argument[1] = suspends;
    op.argument[2] = timed;
    return file_perform(op);
}

/* The step that changing a mask or a handler is, where somebody sends. */
void do_signal_use(void);
void do_signal_use(void)
{
    struct op op = on_table(OP_HIDDEN);
    if (model.count && access_visible(op.address, op.size, false))
        model_park(op);
}

/* No steps: the caller has taken one on the table. */

uint64_t do_signal_pending(void);
uint64_t do_signal_pending(void)
{
    return pending(model.current) & of_thread[model.current].mask;
}

uint64_t do_signal_mask(void);
uint64_t do_signal_mask(void)
{
    return of_thread[model.current].mask;
}

void do_signal_block(uint64_t mask);
void do_signal_block(uint64_t mask)
{
    mask &= ~(signal_bit(SIGKILL) | signal_bit(SIGSTOP));
    model_store(&of_thread[model.current].mask, mask);
}

/* The next pending signal that the thread does not block, or 0. */
uint64_t do_signal_due(void);
uint64_t do_signal_due(void)
{
    return take(model.current, pending(model.current) & ~of_thread[model.current].mask);
}

void do_signal_act(uint64_t number, const struct signal_action *action);
void do_signal_act(uint64_t number, const struct signal_action *action)
{
    model_store(&signal_actions[number].handler, action->handler);
    model_store(&signal_actions[number].mask, action->mask);
    model_store(&signal_actions[number].flags, action->flags);
}

/* The signal does what it does by itself: ends the process. */
_Noreturn void do_signal_death(uint64_t number);
_Noreturn void do_signal_death(uint64_t number)
{
    if (stops((unsigned)number))
        runtime_unsupported_at("a signal that stops the process", program_pc());
    if (is_crash((unsigned)number))
        model_fail_here(FINDING_CRASH, 0, number == SIGABRT ? "abort" : sigdescr_np((int)number));
    do_killed(number);
}
