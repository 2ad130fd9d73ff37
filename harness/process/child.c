#include "process/child.h"

#include "process/interrupt.h"
#include "process/spawn.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* One stream of the child, as far as it is kept. */
struct stream {
    int fd; /* our end; -1: closed */
    char *text;
    size_t size, capacity, limit;
    bool truncated;
};

static double now_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void stream_close(struct stream *stream)
{
    if (stream->fd >= 0)
        close(stream->fd);
    stream->fd = -1;
}

/* Makes room for more bytes and the NUL. What does not fit into the limit, or
 * into memory, is dropped and told. */
static size_t stream_room(struct stream *stream, size_t more)
{
    if (more > stream->limit - stream->size) {
        more = stream->limit - stream->size;
        stream->truncated = true;
    }
    if (stream->size + more + 1 > stream->capacity) {
        size_t capacity = (stream->size + more + 1) * 2;
        char *text = realloc(stream->text, capacity);
        if (!text) {
            stream->truncated = true;
            return 0;
        }
        stream->text = text;
        stream->capacity = capacity;
    }
    return more;
}

static void stream_read(struct stream *stream)
{
    char bytes[65536];
    ssize_t got = read(stream->fd, bytes, sizeof bytes);
    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (got <= 0) {
        stream_close(stream);
        return;
    }
    size_t kept = stream_room(stream, (size_t)got);
    memcpy(stream->text + stream->size, bytes, kept);
    stream->size += kept;
    stream->text[stream->size] = '\0';
}

/* Makes a pipe; returns the writing end, or a negative errno. */
static int stream_open(struct stream *stream, size_t limit)
{
    int ends[2];
    *stream = (struct stream){.fd = -1, .limit = limit, .capacity = 1};
    stream->text = calloc(1, 1);
    if (!stream->text)
        return -ENOMEM;
    if (pipe2(ends, O_CLOEXEC) != 0)
        return -errno;
    stream->fd = ends[0];
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    return ends[1];
}

/* Calls whoever watches, where 0.1 s have passed since the last time. */
static void show(const struct child_spec *spec, double started, double *shown)
{
    double now = now_seconds();
    if (!spec->watch || now - *shown < 0.1)
        return;
    *shown = now;
    spec->watch(spec->context, now - started);
}

/* 0: the child is gone, or nobody can tell. */
static size_t resident_bytes(pid_t pid)
{
    char path[32];
    unsigned long total = 0, resident = 0;
    snprintf(path, sizeof path, "/proc/%d/statm", (int)pid);
    FILE *file = fopen(path, "re");
    if (!file)
        return 0;
    if (fscanf(file, "%lu %lu", &total, &resident) != 2)
        resident = 0;
    fclose(file);
    return resident * (size_t)sysconf(_SC_PAGESIZE);
}

enum { TREE_MAX = 4096 }; /* processes that are looked at */

static size_t tree_bytes(pid_t pid, unsigned *seen);

/* What the children of one thread of the process hold. */
static size_t bytes_below(pid_t pid, const char *thread, unsigned *seen)
{
    char path[64];
    size_t bytes = 0;
    int child;
    snprintf(path, sizeof path, "/proc/%d/task/%.20s/children", (int)pid, thread);
    FILE *file = fopen(path, "re");
    while (file && fscanf(file, "%d", &child) == 1)
        bytes += tree_bytes((pid_t)child, seen);
    if (file)
        fclose(file);
    return bytes;
}

static size_t tree_bytes(pid_t pid, unsigned *seen)
{
    char path[32];
    size_t bytes = resident_bytes(pid);
    snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
    DIR *threads = ++*seen < TREE_MAX ? opendir(path) : NULL;
    for (struct dirent *thread; threads && (thread = readdir(threads)) != NULL;)
        if (thread->d_name[0] != '.')
            bytes += bytes_below(pid, thread->d_name, seen);
    if (threads)
        closedir(threads);
    return bytes;
}

static bool is_exhausted(const struct child_spec *spec, pid_t pid)
{
    unsigned seen = 0;
    return (spec->memory_limit > 0 && resident_bytes(pid) > spec->memory_limit) ||
           (spec->tree_limit > 0 && tree_bytes(pid, &seen) > spec->tree_limit);
}

/* The user interrupts: asks the child to end, where that is wanted. False once
 * it has had its time. */
static bool is_patient(const struct child_spec *spec, pid_t pid, double *asked)
{
    if (!spec->ask)
        return false;
    if (*asked > 0)
        return now_seconds() - *asked < spec->ask_seconds;
    *asked = now_seconds();
    return kill(pid, spec->ask) == 0;
}

/* Reads both streams until the child has ended. Streams that a descendant
 * keeps open are read for as long as the child itself lives. */
static enum child_end follow(const struct child_spec *spec, pid_t pid, int pidfd, double started,
                             struct stream streams[2])
{
    double deadline = spec->seconds > 0 ? started + spec->seconds : 0, shown = started;
    double asked = 0; /* when it was asked to end */
    struct stillness still = spec->still ? *spec->still : (struct stillness){0};
    for (;;) {
        struct pollfd waits[3] = {
            {.fd = streams[0].fd, .events = POLLIN},
            {.fd = streams[1].fd, .events = POLLIN},
            {.fd = pidfd, .events = POLLIN},
        };
        int ready = poll(waits, 3, 50);
        for (int i = 0; i < 2; i++)
            if (ready > 0 && waits[i].revents)
                stream_read(&streams[i]);
        siginfo_t ended = {0};
        if (waitid(P_PID, (id_t)pid, &ended, WEXITED | WNOHANG | WNOWAIT) == 0 &&
            ended.si_pid == pid)
            return CHILD_EXITED;
        if (interrupt_requested() && !is_patient(spec, pid, &asked))
            return CHILD_INTERRUPTED;
        if (deadline > 0 && now_seconds() > deadline)
            return CHILD_TIMED_OUT;
        if (spec->still && stillness_for_ever(&still, pid))
            return CHILD_STILL;
        if (is_exhausted(spec, pid))
            return CHILD_EXHAUSTED;
        show(spec, started, &shown);
    }
}

static void drain(struct stream *stream)
{
    for (int fd = stream->fd; fd >= 0; fd = stream->fd) {
        size_t before = stream->size;
        struct pollfd wait = {.fd = fd, .events = POLLIN};
        if (poll(&wait, 1, 0) <= 0)
            break;
        stream_read(stream);
        if (stream->size == before && stream->truncated)
            break; /* a descendant may print for ever */
    }
    stream_close(stream);
}

static void reap(pid_t pid, enum child_end end, struct child_result *result)
{
    int status = 0;
    kill(-pid, SIGKILL); /* whatever the child forked */
    if (end != CHILD_EXITED)
        kill(pid, SIGKILL);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    result->end = end;
    if (end == CHILD_EXITED && WIFSIGNALED(status)) {
        result->end = CHILD_SIGNALLED;
        result->code = WTERMSIG(status);
    } else if (end == CHILD_EXITED) {
        result->code = WEXITSTATUS(status);
    }
}

static void run(const struct child_spec *spec, int output, int errors, struct stream streams[2],
                struct child_result *result)
{
    const struct spawn_spec how = {.argv = spec->argv,
                                   .environment = spec->environment,
                                   .fixed_addresses = spec->fixed_addresses,
                                   .address_limit = spec->address_limit,
                                   .folder = spec->folder,
                                   .input = spec->input,
                                   .output = output,
                                   .errors = errors,
                                   .keep = spec->keep ? spec->keep : -1};
    double started = now_seconds();
    pid_t pid = -1;
    int failed = spawn(&how, &pid);
    close(output);
    close(errors);
    if (failed != 0) {
        result->end = CHILD_NOT_STARTED;
        result->code = -failed;
        return;
    }
    int pidfd = (int)syscall(SYS_pidfd_open, pid, 0); /* -1: the timeout of poll() serves */
    enum child_end end = follow(spec, pid, pidfd, started, streams);
    reap(pid, end, result);
    drain(&streams[0]);
    drain(&streams[1]);
    if (pidfd >= 0)
        close(pidfd);
    result->seconds = now_seconds() - started;
}

int child_run(const struct child_spec *spec, struct child_result *result)
{
    size_t limit = spec->output_limit ? spec->output_limit : (size_t)16 << 20;
    struct stream streams[2];
    *result = (struct child_result){.end = CHILD_NOT_STARTED};
    int output = stream_open(&streams[0], limit);
    int errors = stream_open(&streams[1], limit);
    if (output >= 0 && errors >= 0) {
        run(spec, output, errors, streams, result);
    } else {
        result->code = output < 0 ? -output : -errors;
        if (output >= 0)
            close(output);
        if (errors >= 0)
            close(errors);
    }
    for (int i = 0; i < 2; i++)
        stream_close(&streams[i]);
    result->output = streams[0].text;
    result->output_size = streams[0].size;
    result->errors = streams[1].text;
    result->errors_size = streams[1].size;
    result->truncated = streams[0].truncated || streams[1].truncated;
    if (result->output && result->errors)
        return 0;
    child_result_release(result);
    return -ENOMEM;
}

bool child_hung(enum child_end end)
{
    return end == CHILD_TIMED_OUT || end == CHILD_STILL;
}

void child_result_release(struct child_result *result)
{
    free(result->output);
    free(result->errors);
    *result = (struct child_result){0};
}

const char *child_end_text(const struct child_result *result, char *text, size_t size)
{
    const char *abbreviation = sigabbrev_np(result->code);
    switch (result->end) {
    case CHILD_EXITED:
        snprintf(text, size, "exited with %d", result->code);
        break;
    case CHILD_SIGNALLED:
        snprintf(text, size, "killed by SIG%s", abbreviation ? abbreviation : "?");
        break;
    case CHILD_TIMED_OUT:
        snprintf(text, size, "did not end within %.0f s", result->seconds);
        break;
    case CHILD_STILL:
        snprintf(text, size, "never ends: all its threads wait");
        break;
    case CHILD_EXHAUSTED:
        snprintf(text, size, "took too much memory");
        break;
    case CHILD_INTERRUPTED:
        snprintf(text, size, "interrupted");
        break;
    case CHILD_NOT_STARTED:
        snprintf(text, size, "could not be started: %s", strerror(result->code));
        break;
    }
    return text;
}
