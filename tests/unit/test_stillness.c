/* Stillness: what sleeps for ever is told from what may still wake. */
#include "process/stillness.h"

#include <pthread.h>
#include <semaphore.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

/* Longer than two looks need, on a busy machine too; what moves on is watched
 * for as long in vain. */
enum { MOMENT_MS = 10, PATIENCE_MS = 20000, WATCHED_MS = 500 };

static pthread_mutex_t first = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t second = PTHREAD_MUTEX_INITIALIZER;
static sem_t posted;

static void nap(void)
{
    nanosleep(&(struct timespec){.tv_nsec = MOMENT_MS * 1000000L}, NULL);
}

/* Runs what never ends in a child, and says whether it was seen to be still. */
static bool seen_still(void (*program)(void), int patience, struct stillness stillness)
{
    bool still = false;
    pid_t pid = fork();
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        program();
        _exit(0);
    }
    for (int waited = 0; !still && waited < patience; waited += MOMENT_MS) {
        nap();
        still = stillness_for_ever(&stillness, pid);
    }
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
    return still;
}

static void *takes_second_then_first(void *argument)
{
    pthread_mutex_lock(&second);
    sem_post(&posted);
    pthread_mutex_lock(&first);
    return argument;
}

static void deadlock(void)
{
    pthread_t other;
    sem_init(&posted, 0, 0);
    pthread_mutex_lock(&first);
    if (pthread_create(&other, NULL, takes_second_then_first, NULL) != 0)
        return;
    sem_wait(&posted);
    pthread_mutex_lock(&second);
}

/* ThreadSanitizer's runtime has a thread of its own, which wakes by the clock. */
static void skip_where_a_thread_always_wakes(void)
{
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
    skip();
#endif
#endif
}

static void a_deadlock_is_still(void **state)
{
    (void)state;
    skip_where_a_thread_always_wakes();
    assert_true(seen_still(deadlock, PATIENCE_MS, (struct stillness){0}));
}

static void wait_with_a_limit(void)
{
    struct timespec end;
    clock_gettime(CLOCK_REALTIME, &end);
    end.tv_sec += 1000;
    sem_init(&posted, 0, 0);
    sem_timedwait(&posted, &end);
}

static void post(int number)
{
    (void)number;
    sem_post(&posted);
}

/* Sleeps as a deadlock does, but a timer wakes it: twice a minute. */
static void wait_for_alarm(void)
{
    sem_init(&posted, 0, 0);
    sigaction(SIGALRM, &(struct sigaction){.sa_handler = post}, NULL);
    setitimer(ITIMER_REAL, &(struct itimerval){{30, 0}, {30, 0}}, NULL);
    while (sem_wait(&posted) != 0)
        ;
}

static void wait_for_posix_timer(void)
{
    timer_t timer;
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
    sem_init(&posted, 0, 0);
    sigaction(SIGUSR1, &(struct sigaction){.sa_handler = post}, NULL);
    timer_create(CLOCK_MONOTONIC, &event, &timer);
    timer_settime(timer, 0, &(struct itimerspec){{30, 0}, {30, 0}}, NULL);
    while (sem_wait(&posted) != 0)
        ;
}

static void wait_with_a_child(void)
{
    if (fork() == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        for (;;)
            pause();
    }
    sem_init(&posted, 0, 0);
    sem_wait(&posted);
}

static void read_input(void)
{
    int ends[2];
    char byte;
    if (pipe(ends) == 0)
        (void)!read(ends[0], &byte, 1);
}

static void compute(void)
{
    for (volatile long turns = 0;; turns++)
        ;
}

static void what_may_wake_is_not_still(void **state)
{
    (void)state;
    void (*const programs[])(void) = {wait_with_a_limit, wait_for_alarm, wait_for_posix_timer,
                                      wait_with_a_child, read_input,     compute};
    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++)
        assert_false(seen_still(programs[i], WATCHED_MS, (struct stillness){0}));
}

/* Where the caller knows better than the signals that are caught. */
static void an_alarm_that_never_comes(void **state)
{
    (void)state;
    skip_where_a_thread_always_wakes();
    assert_true(seen_still(wait_for_alarm, PATIENCE_MS, (struct stillness){.no_alarm = true}));
}

static void nobody_is_not_still(void **state)
{
    (void)state;
    struct stillness stillness = {0};
    assert_false(stillness_for_ever(&stillness, 0x7fffffff));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_deadlock_is_still),
        cmocka_unit_test(what_may_wake_is_not_still),
        cmocka_unit_test(an_alarm_that_never_comes),
        cmocka_unit_test(nobody_is_not_still),
    };
    return cmocka_run_group_tests_name("stillness", tests, NULL, NULL);
}
