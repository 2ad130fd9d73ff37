/* handlers.c: what a program does with signals, and its handlers, which run on the
 * stack of the thread that takes the signal; see runtime/signals.h. */
#include "explore/runtime/signals.h"
#include "explore/runtime/libc/program_side.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <time.h>

enum { SHOWN_PROCESS = 1000 };

uint64_t stub_signal_send(uint64_t target, uint64_t number);
uint64_t stub_signal_wait(uint64_t set, uint64_t suspends, uint64_t timed);
void stub_signal_use(void);
uint64_t stub_signal_pending(void);
uint64_t stub_signal_mask(void);
void stub_signal_block(uint64_t mask);
uint64_t stub_signal_due(void);
void stub_signal_act(uint64_t number, const struct signal_action *action);
_Noreturn void stub_signal_death(uint64_t number);
void stub_cancel_point(void);

__extension__ union handler {
    uint64_t word;
    void (*plain)(int);
    void (*informed)(int, siginfo_t *, void *);
};

static uint64_t set_of(const sigset_t *set)
{
    uint64_t word;
    stub_access_read(set, sizeof *set);
    memcpy(&word, set, sizeof word);
    return word;
}

static void put_set(sigset_t *to, uint64_t set)
{
    stub_access_write(to, sizeof *to);
    memset(to, 0, sizeof *to);
    memcpy(to, &set, sizeof set);
}

static int refuse(int number)
{
    stub_errno_set(number);
    return -1;
}

static bool is_signal(int number)
{
    return number >= 1 && number <= SIGNALS_MAX;
}

static void call(unsigned number, union handler handler, uint64_t flags)
{
    siginfo_t about;
    memset(&about, 0, sizeof about);
    about.si_signo = (int)number;
    about.si_pid = SHOWN_PROCESS;
    if (flags & SA_SIGINFO)
        handler.informed((int)number, &about, NULL);
    else
        handler.plain((int)number);
}

/* The thread takes the signal here. */
static void take(unsigned number)
{
    struct signal_action action = signal_actions[number];
    union handler handler = {.word = action.handler};
    uint64_t mask = stub_signal_mask();
    if (signal_ignored(number))
        return;
    if (handler.plain == SIG_DFL)
        stub_signal_death(number);
    if (action.flags & (uint64_t)SA_RESETHAND)
        stub_signal_act(number, &(struct signal_action){.mask = action.mask});
    stub_signal_block(mask | action.mask | (action.flags & SA_NODEFER ? 0 : signal_bit(number)));
    call(number, handler, action.flags);
    stub_signal_use();
    stub_signal_block(mask);
}

static void take_due(void)
{
    for (uint64_t number; (number = stub_signal_due());)
        take((unsigned)number);
}

/* Sets. */

int wrap_sigemptyset(sigset_t *set);
int wrap_sigemptyset(sigset_t *set)
{
    put_set(set, 0);
    return 0;
}

int wrap_sigfillset(sigset_t *set);
int wrap_sigfillset(sigset_t *set)
{
    put_set(set, ~UINT64_C(0));
    return 0;
}

int wrap_sigaddset(sigset_t *set, int number);
int wrap_sigaddset(sigset_t *set, int number)
{
    if (!is_signal(number))
        return refuse(EINVAL);
    put_set(set, set_of(set) | signal_bit((unsigned)number));
    return 0;
}

int wrap_sigdelset(sigset_t *set, int number);
int wrap_sigdelset(sigset_t *set, int number)
{
    if (!is_signal(number))
        return refuse(EINVAL);
    put_set(set, set_of(set) & ~signal_bit((unsigned)number));
    return 0;
}

int wrap_sigismember(const sigset_t *set, int number);
int wrap_sigismember(const sigset_t *set, int number)
{
    if (!is_signal(number))
        return refuse(EINVAL);
    return set_of(set) & signal_bit((unsigned)number) ? 1 : 0;
}

int wrap_sigisemptyset(const sigset_t *set);
int wrap_sigisemptyset(const sigset_t *set)
{
    return set_of(set) == 0;
}

/* Actions. */

static int act(int number, const struct signal_action *action, struct signal_action *before)
{
    if (!is_signal(number) || (action && (number == SIGKILL || number == SIGSTOP)))
        return refuse(EINVAL);
    stub_signal_use();
    *before = signal_actions[number];
    if (action)
        stub_signal_act((unsigned)number, action);
    return 0;
}

int wrap_sigaction(int number, const struct sigaction *action, struct sigaction *before);
int wrap_sigaction(int number, const struct sigaction *action, struct sigaction *before)
{
    struct signal_action fresh = {0}, old = {0};
    if (action) {
        stub_access_read(action, sizeof *action);
        fresh.handler = (union handler){.informed = action->sa_sigaction}.word;
        fresh.flags = (uint64_t)action->sa_flags;
        memcpy(&fresh.mask, &action->sa_mask, sizeof fresh.mask);
    }
    if (act(number, action ? &fresh : NULL, &old) != 0)
        return -1;
    if (before) {
        stub_access_write(before, sizeof *before);
        memset(before, 0, sizeof *before);
        before->sa_sigaction = (union handler){.word = old.handler}.informed;
        before->sa_flags = (int)old.flags;
        memcpy(&before->sa_mask, &old.mask, sizeof old.mask);
    }
    return 0;
}

static void (*set_handler(int number, void (*handler)(int), int flags))(int)
{
    struct signal_action old = {0};
    struct signal_action fresh = {.handler = (union handler){.plain = handler}.word,
                                  .flags = (uint64_t)flags};
    if (act(number, &fresh, &old) != 0)
        return SIG_ERR;
    return (union handler){.word = old.handler}.plain;
}

void (*wrap_signal(int number, void (*handler)(int)))(int);
void (*wrap_signal(int number, void (*handler)(int)))(int)
{
    return set_handler(number, handler, SA_RESTART);
}

/* signal() of a program that asks for strict C. */
void (*wrap___sysv_signal(int number, void (*handler)(int)))(int);
void (*wrap___sysv_signal(int number, void (*handler)(int)))(int)
{
    return set_handler(number, handler, (int)SA_RESETHAND | SA_NODEFER);
}

/* Masks. */

int wrap_pthread_sigmask(int how, const sigset_t *set, sigset_t *before);
int wrap_pthread_sigmask(int how, const sigset_t *set, sigset_t *before)
{
    uint64_t asked = set ? set_of(set) : 0, mask = stub_signal_mask();
    if (set && how != SIG_BLOCK && how != SIG_UNBLOCK && how != SIG_SETMASK)
        return EINVAL;
    if (before)
        put_set(before, mask);
    if (!set)
        return 0;
    stub_signal_use();
    stub_signal_block(how == SIG_BLOCK ? mask | asked : how == SIG_UNBLOCK ? mask & ~asked : asked);
    take_due();
    return 0;
}

int wrap_sigprocmask(int how, const sigset_t *set, sigset_t *before);
int wrap_sigprocmask(int how, const sigset_t *set, sigset_t *before)
{
    int trouble = wrap_pthread_sigmask(how, set, before);
    return trouble ? refuse(trouble) : 0;
}

int wrap_sigpending(sigset_t *to);
int wrap_sigpending(sigset_t *to)
{
    stub_signal_use();
    put_set(to, stub_signal_pending());
    return 0;
}

/* Sending. */

static int send_signal(uint64_t target, int number)
{
    if (number < 0 || number > SIGNALS_MAX)
        return EINVAL;
    uint64_t now = number ? stub_signal_send(target, (unsigned)number) : 0;
    if (now)
        take((unsigned)now);
    return 0;
}

int wrap_pthread_kill(pthread_t thread, int number);
int wrap_pthread_kill(pthread_t thread, int number)
{
    return thread ? send_signal(thread, number) : ESRCH;
}

pthread_t wrap_pthread_self(void);

int wrap_raise(int number);
int wrap_raise(int number)
{
    int trouble = wrap_pthread_kill(wrap_pthread_self(), number);
    return trouble ? refuse(trouble) : 0;
}

int wrap_kill(pid_t process, int number);
int wrap_kill(pid_t process, int number)
{
    if (process != SHOWN_PROCESS)
        stub_unsupported("a signal to another process");
    int trouble = send_signal(0, number);
    return trouble ? refuse(trouble) : 0;
}

/* Waiting. */

int wrap_sigwait(const sigset_t *set, int *to);
int wrap_sigwait(const sigset_t *set, int *to)
{
    uint64_t wanted = set_of(set);
    stub_cancel_point();
    stub_access_write(to, sizeof *to);
    *to = (int)stub_signal_wait(wanted, 0, 0);
    return 0;
}

static int wait_informed(const sigset_t *set, siginfo_t *to, bool timed)
{
    uint64_t wanted = set_of(set);
    stub_cancel_point();
    int number = (int)stub_signal_wait(wanted, 0, timed);
    if (!number)
        return refuse(EAGAIN);
    if (to) {
        stub_access_write(to, sizeof *to);
        memset(to, 0, sizeof *to);
        to->si_signo = number;
        to->si_pid = SHOWN_PROCESS;
    }
    return number;
}

int wrap_sigwaitinfo(const sigset_t *set, siginfo_t *to);
int wrap_sigwaitinfo(const sigset_t *set, siginfo_t *to)
{
    return wait_informed(set, to, false);
}

int wrap_sigtimedwait(const sigset_t *set, siginfo_t *to, const struct timespec *limit);
int wrap_sigtimedwait(const sigset_t *set, siginfo_t *to, const struct timespec *limit)
{
    stub_access_read(limit, sizeof *limit);
    return wait_informed(set, to, true);
}

static int suspend(uint64_t mask)
{
    uint64_t before = stub_signal_mask();
    stub_cancel_point();
    unsigned number = (unsigned)stub_signal_wait(~mask, 1, 0);
    stub_signal_block(mask);
    take(number);
    stub_signal_use();
    stub_signal_block(before);
    take_due();
    return refuse(EINTR);
}

int wrap_sigsuspend(const sigset_t *mask);
int wrap_sigsuspend(const sigset_t *mask)
{
    return suspend(set_of(mask));
}

int wrap_pause(void);
int wrap_pause(void)
{
    return suspend(stub_signal_mask());
}

/* No timer is running. */
unsigned wrap_alarm(unsigned seconds);
unsigned wrap_alarm(unsigned seconds)
{
    if (seconds)
        stub_unsupported("alarm");
    return 0;
}
