#include "process/spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* A merged copy of the environment; NULL: out of memory. The strings belong to
 * their owners. */
static char **merge_environment(const char *const *extra)
{
    size_t ours = 0, more = 0;
    while (environ[ours])
        ours++;
    while (extra && extra[more])
        more++;
    char **merged = calloc(ours + more + 1, sizeof *merged);
    if (!merged)
        return NULL;
    size_t count = 0;
    for (size_t i = 0; i < ours; i++) {
        bool replaced = false;
        for (size_t j = 0; j < more && !replaced; j++) {
            size_t k = 0;
            while (extra[j][k] && extra[j][k] == environ[i][k] && extra[j][k] != '=')
                k++;
            replaced = extra[j][k] == '=' && environ[i][k] == '=';
        }
        if (!replaced)
            merged[count++] = environ[i];
    }
    for (size_t j = 0; j < more; j++)
        merged[count++] = (char *)(size_t)extra[j];
    return merged;
}

static void reset_signals(void)
{
    const int changed[] = {SIGINT, SIGTERM, SIGPIPE, SIGWINCH, SIGCHLD};
    for (size_t i = 0; i < sizeof changed / sizeof *changed; i++)
        signal(changed[i], SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Gives descriptor from the number to, without the close-on-exec flag. */
static bool place(int from, int to)
{
    if (from < 0)
        return true;
    if (from == to)
        return fcntl(to, F_SETFD, 0) == 0;
    return dup2(from, to) >= 0;
}

/* Runs in the child; returns only if something failed. */
static void become(const struct spawn_spec *spec, char **environment, pid_t parent)
{
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1); /* the parent ended before the line above */
    reset_signals();
    if (spec->fixed_addresses)
        personality((unsigned long)personality(0xffffffff) | ADDR_NO_RANDOMIZE);
    int input = open(spec->input ? spec->input : "/dev/null", O_RDONLY | O_CLOEXEC);
    if (spec->folder && chdir(spec->folder) != 0)
        return;
    if (input < 0 || !place(input, STDIN_FILENO) || !place(spec->output, STDOUT_FILENO) ||
        !place(spec->errors, STDERR_FILENO) || !place(spec->keep, spec->keep))
        return;
    environ = environment;
    /* Last: it is meant for what comes, and a sanitizer of our own would need more. */
    const struct rlimit most = {spec->address_limit, spec->address_limit};
    if (spec->address_limit > 0 && setrlimit(RLIMIT_AS, &most) != 0)
        return;
    execvp(spec->argv[0], (char *const *)spec->argv);
}

int spawn(const struct spawn_spec *spec, pid_t *pid)
{
    int failure[2]; /* carries the errno of a failed exec; closed by a good one */
    if (pipe2(failure, O_CLOEXEC) != 0)
        return -errno;
    char **environment = merge_environment(spec->environment);
    if (!environment) {
        close(failure[0]);
        close(failure[1]);
        return -ENOMEM;
    }
    pid_t parent = getpid();
    *pid = fork();
    if (*pid == 0) {
        become(spec, environment, parent);
        int error = errno;
        ssize_t written = write(failure[1], &error, sizeof error);
        _exit(written == (ssize_t)sizeof error ? 126 : 127);
    }
    int error = *pid < 0 ? errno : 0;
    free(environment);
    close(failure[1]);
    if (*pid > 0) {
        setpgid(*pid, *pid); /* both sides do it, so that neither has to wait */
        ssize_t got;
        do
            got = read(failure[0], &error, sizeof error);
        while (got < 0 && errno == EINTR);
        if (got == (ssize_t)sizeof error)
            spawn_kill(*pid);
        else
            error = 0;
    }
    close(failure[0]);
    return -error;
}

void spawn_kill(pid_t pid)
{
    kill(-pid, SIGKILL);
    kill(pid, SIGKILL);
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
        ;
}
