#include "process/stillness.h"

#include <dirent.h>
#include <linux/futex.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>

static const double pause_seconds = 0.1;

/* Looks may take this part of a core's time, as one in so many. */
enum { SHARE_OF_TIME = 20 };

/* One look at all threads of a process. */
struct look {
    pid_t pid;
    unsigned napping;
    uint64_t sleeps; /* FNV-1a of the sleepers and their switches */
};

static double seconds_of(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void mix(struct look *look, uint64_t number)
{
    for (int i = 0; i < 8; i++) {
        look->sleeps ^= (number >> 8 * i) & 0xff;
        look->sleeps *= 0x100000001b3;
    }
}

static FILE *open_of(pid_t pid, const char *name)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, name);
    return fopen(path, "re");
}

static FILE *open_of_thread(pid_t pid, const char *thread, const char *name)
{
    char below[48];
    snprintf(below, sizeof below, "task/%.20s/%s", thread, name);
    return open_of(pid, below);
}

/* The number after the label at the beginning of a line; 0: not there. */
static uint64_t number_in(FILE *file, const char *label, int base)
{
    char line[256];
    rewind(file);
    while (fgets(line, sizeof line, file))
        if (strncmp(line, label, strlen(label)) == 0)
            return strtoull(line + strlen(label), NULL, base);
    return 0;
}

/* futex(2): an operation that waits, given no time limit. */
static bool waits_for_ever(uint64_t operation, uint64_t timeout)
{
    uint64_t command = operation & (uint64_t)FUTEX_CMD_MASK;
    return timeout == 0 &&
           (command == FUTEX_WAIT || command == FUTEX_WAIT_BITSET || command == FUTEX_LOCK_PI ||
            command == FUTEX_LOCK_PI2 || command == FUTEX_WAIT_REQUEUE_PI);
}

/* "202 0x7ffd... 0x189 0x0 0x0 ..." of a thread that sleeps in a system call,
 * "running" of one that does not. */
static bool thread_sleeps(struct look *look, const char *thread)
{
    long call = -1;
    unsigned long word = 0, operation = 0, value = 0, timeout = 0;
    FILE *file = open_of_thread(look->pid, thread, "syscall");
    if (!file)
        return false;
    int read = fscanf(file, "%ld %lx %lx %lx %lx", &call, &word, &operation, &value, &timeout);
    fclose(file);
    if (read != 5)
        return false;
    if (call == SYS_nanosleep)
        return ++look->napping == 1;
    if (call != SYS_futex || !waits_for_ever(operation, timeout))
        return false;
    file = open_of_thread(look->pid, thread, "status");
    if (!file)
        return false;
    mix(look, strtoull(thread, NULL, 10));
    mix(look, number_in(file, "voluntary_ctxt_switches:", 10));
    mix(look, number_in(file, "nonvoluntary_ctxt_switches:", 10));
    fclose(file);
    return true;
}

/* Waits to be asked what an address is called, and does nothing by itself. */
static bool is_symbolizer(int pid)
{
    char name[32] = "";
    FILE *file = open_of((pid_t)pid, "comm");
    bool read = file && fgets(name, sizeof name, file);
    if (file)
        fclose(file);
    return read && (strncmp(name, "llvm-symbolize", 14) == 0 || strncmp(name, "addr2line", 9) == 0);
}

/* A child could wake what sleeps in memory that they share. */
static bool has_child(const struct look *look, const char *thread, bool symbolizer)
{
    int child;
    FILE *file = open_of_thread(look->pid, thread, "children");
    bool any = !file;
    while (file && !any && fscanf(file, "%d", &child) == 1)
        any = !symbolizer || !is_symbolizer(child);
    if (file)
        fclose(file);
    return any;
}

static bool threads_sleep(struct look *look, bool symbolizer)
{
    char path[32];
    bool all = true;
    snprintf(path, sizeof path, "/proc/%d/task", (int)look->pid);
    DIR *threads = opendir(path);
    if (!threads)
        return false;
    for (struct dirent *thread; all && (thread = readdir(threads)) != NULL;)
        if (thread->d_name[0] != '.')
            all =
                thread_sleeps(look, thread->d_name) && !has_child(look, thread->d_name, symbolizer);
    closedir(threads);
    return all;
}

/* An alarm could still wake it: a timer, or a handler for what timers and
 * descriptors send. */
static bool expects_alarm(pid_t pid)
{
    static const int alarms[] = {SIGALRM, SIGVTALRM, SIGPROF, SIGIO};
    FILE *timers = open_of(pid, "timers");
    bool any = !timers || getc(timers) != EOF;
    if (timers)
        fclose(timers);
    FILE *status = open_of(pid, "status");
    uint64_t caught = status ? number_in(status, "SigCgt:", 16) : UINT64_MAX;
    if (status)
        fclose(status);
    for (size_t i = 0; i < sizeof alarms / sizeof *alarms; i++)
        any = any || (caught >> (alarms[i] - 1) & 1) != 0;
    return any;
}

/* Between two looks that agree there was a moment at which all of them slept:
 * the end of the first. */
bool stillness_for_ever(struct stillness *stillness, pid_t pid)
{
    if (seconds_of(CLOCK_MONOTONIC) < stillness->next)
        return false;
    double began = seconds_of(CLOCK_THREAD_CPUTIME_ID);
    struct look look = {.pid = pid, .sleeps = 0xcbf29ce484222325};
    bool asleep = threads_sleep(&look, stillness->sanitized) &&
                  look.napping <= (stillness->sanitized ? 1 : 0) &&
                  (stillness->no_alarm || !expects_alarm(pid));
    bool for_ever = asleep && stillness->asleep && look.sleeps == stillness->sleeps;
    double cost = seconds_of(CLOCK_THREAD_CPUTIME_ID) - began;
    stillness->asleep = asleep;
    stillness->sleeps = look.sleeps;
    stillness->next = seconds_of(CLOCK_MONOTONIC) + pause_seconds + SHARE_OF_TIME * cost;
    return for_ever;
}
