/* explore: proved
 * Signals that a program sends to itself: masks, handlers that run where a signal
 * is raised or let through, and a thread that waits for one from another. */
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t caught, times;

static void note(int number)
{
    caught = number;
    times++;
}

static void note_informed(int number, siginfo_t *about, void *context)
{
    (void)context;
    assert(about->si_signo == number);
    note(number);
}

static sigset_t set_of(int number)
{
    sigset_t set;
    sigemptyset(&set);
    assert(sigaddset(&set, number) == 0 && sigismember(&set, number) == 1);
    assert(sigaddset(&set, 1000) == -1 && errno == EINVAL);
    return set;
}

static void handle(int number, int flags)
{
    struct sigaction action, before;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = note_informed;
    action.sa_flags = SA_SIGINFO | flags;
    assert(sigaction(number, &action, &before) == 0 && before.sa_handler == SIG_DFL);
    assert(sigaction(number, NULL, &before) == 0 && before.sa_sigaction == note_informed);
}

static void raised_at_once(void)
{
    handle(SIGUSR1, 0);
    assert(raise(SIGUSR1) == 0 && caught == SIGUSR1);
    assert(pthread_kill(pthread_self(), SIGUSR1) == 0 && times == 2);
    assert(signal(SIGUSR2, SIG_IGN) == SIG_DFL && kill(getpid(), SIGUSR2) == 0);
    assert(signal(SIGUSR2, SIG_DFL) == SIG_IGN && kill(getpid(), 0) == 0);
    assert(raise(SIGCHLD) == 0 && times == 2);
    assert(raise(1000) == -1 && errno == EINVAL);
}

static void let_through(void)
{
    sigset_t set = set_of(SIGUSR1), before, pending;
    assert(pthread_sigmask(SIG_BLOCK, &set, &before) == 0 && !sigismember(&before, SIGUSR1));
    assert(raise(SIGUSR1) == 0 && raise(SIGUSR1) == 0 && times == 2);
    assert(sigpending(&pending) == 0 && sigismember(&pending, SIGUSR1) == 1);
    assert(sigprocmask(SIG_SETMASK, &before, NULL) == 0 && times == 3);
    assert(sigpending(&pending) == 0 && sigisemptyset(&pending));
}

static void once_only(void)
{
    handle(SIGHUP, (int)SA_RESETHAND);
    assert(raise(SIGHUP) == 0 && times == 4);
    assert(signal(SIGHUP, SIG_IGN) == SIG_DFL);
}

static void *finish(void *main_thread)
{
    kill(getpid(), SIGUSR1);
    pthread_kill(*(pthread_t *)main_thread, SIGTERM);
    return NULL;
}

static void wait_for_thread(void)
{
    sigset_t user = set_of(SIGUSR1), both = user, before;
    pthread_t self = pthread_self(), thread;
    int number = 0;
    sigaddset(&both, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &both, &before);
    sigaddset(&before, SIGTERM);
    pthread_create(&thread, NULL, finish, &self);
    assert(sigsuspend(&before) == -1 && errno == EINTR && caught == SIGUSR1 && times == 5);
    assert(sigwait(&both, &number) == 0 && number == SIGTERM);
    pthread_join(thread, NULL);
}

int main(void)
{
    raised_at_once();
    let_through();
    once_only();
    wait_for_thread();
    return 0;
}
