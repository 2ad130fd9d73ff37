#include "workshop/sandbox.h"
#include "judge/memory.h"
#include "process/child.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

enum { WRITABLE = 256 << 20, CPU_SECONDS = 120, PROCESSES = 512, FILES = 256 };

static void bind_if(struct command *words, const char *path)
{
    if (access(path, F_OK) != 0)
        return;
    command_add(words, "--ro-bind");
    command_add(words, path);
    command_add(words, path);
}

static void bind_as(struct command *words, const char *from, const char *to)
{
    command_add(words, "--ro-bind");
    command_add(words, from);
    command_add(words, to);
}

/* Judged as another user: found out by sandbox_works(). */
static bool as_nobody;

static void add_namespaces(struct command *words)
{
    static const char *const own_user[] = {"bwrap", "--unshare-all", "--cap-drop", "ALL", NULL};
    static const char *const nobody[] = {"bwrap",
                                         "--unshare-ipc",
                                         "--unshare-pid",
                                         "--unshare-net",
                                         "--unshare-uts",
                                         "--unshare-cgroup-try",
                                         "--cap-drop",
                                         "ALL",
                                         "--cap-add",
                                         "CAP_SETUID",
                                         "--cap-add",
                                         "CAP_SETGID",
                                         NULL};
    static const char *const both[] = {"--die-with-parent",
                                       "--new-session",
                                       "--clearenv",
                                       "--setenv",
                                       "PATH",
                                       "/usr/local/bin:/usr/bin:/bin",
                                       "--setenv",
                                       "HOME",
                                       "/tmp",
                                       "--setenv",
                                       "LC_ALL",
                                       "C.UTF-8",
                                       "--setenv",
                                       "XDG_CACHE_HOME",
                                       SANDBOX_CACHE,
                                       NULL};
    command_add_all(words, as_nobody ? nobody : own_user);
    command_add_all(words, both);
}

/* Gives root up for good. */
static void add_user(struct command *words)
{
    static const char *const nobody[] = {
        "setpriv",        "--reuid",    "65534", "--regid", "65534", "--clear-groups",
        "--no-new-privs", "--inh-caps", "-all",  "--",      NULL};
    command_add_all(words, as_nobody ? nobody : NULL);
}

/* For everybody to enter, which folders that bwrap makes by itself are not. */
static void add_folder(struct command *words, const char *path)
{
    command_add(words, "--perms");
    command_add(words, "0755");
    command_add(words, "--dir");
    command_add(words, path);
}

/* What compilers and our own binaries need of a system. */
static void add_system(struct command *words)
{
    static const char *const parts[] = {
        "/usr", "/bin", "/sbin", "/lib", "/lib64", "/etc/alternatives", "/etc/ld.so.cache"};
    add_folder(words, "/etc");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        bind_if(words, parts[i]);
    static const char *const kernel[] = {"--proc", "/proc", "--dev", "/dev", NULL};
    command_add_all(words, kernel);
    command_add(words, "--perms");
    command_add(words, "1777");
    command_add(words, "--size");
    command_print(words, "%d", WRITABLE);
    command_add(words, "--tmpfs");
    command_add(words, "/tmp");
}

void sandbox_words(const struct sandbox_order *order, struct command *words)
{
    static const char *const folders[] = {"/racelab", "/racelab/bin", SANDBOX_CACHE,
                                          SANDBOX_CACHE "/racelab"};
    add_namespaces(words);
    add_system(words);
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        add_folder(words, folders[i]);
    bind_as(words, order->tool, SANDBOX_TOOL);
    bind_as(words, order->lib, "/racelab/lib");
    bind_as(words, order->pack, SANDBOX_PACK);
    if (order->cache && access(order->cache, F_OK) == 0)
        bind_as(words, order->cache, SANDBOX_CACHE "/racelab/workshop");
    command_add(words, "--chdir");
    command_add(words, "/tmp");
    add_user(words);
}

static void limit(int what, rlim_t most)
{
    struct rlimit now;
    if (getrlimit((__rlimit_resource_t)what, &now) == 0 && now.rlim_max < most)
        most = now.rlim_max;
    now = (struct rlimit){most, most};
    setrlimit((__rlimit_resource_t)what, &now); /* lower is always allowed */
}

void sandbox_limit(void)
{
    limit(RLIMIT_CPU, CPU_SECONDS);
    limit(RLIMIT_FSIZE, WRITABLE);
    limit(RLIMIT_NPROC, PROCESSES);
    limit(RLIMIT_NOFILE, FILES);
    limit(RLIMIT_CORE, 0);
}

/* Whether whoever is in there can read what judging needs. */
static bool can_read(const struct sandbox_order *order)
{
    struct child_result result;
    struct command words = {0};
    sandbox_words(order, &words);
    static const char *const test[] = {
        "sh", "-c", "test -x \"$0\" && cat \"$@\" >/dev/null && echo | awk 1 >/dev/null", NULL};
    command_add_all(&words, test);
    command_add(&words, SANDBOX_TOOL);
    command_add(&words, "/racelab/lib/explore/explore-cc");
    command_print(&words, "%s/labs/%s/workshop.txt", SANDBOX_PACK, order->exercise);
    const struct child_spec spec = {.argv = command_argv(&words), .seconds = 20};
    if (child_run(&spec, &result) != 0)
        memory_exhausted();
    bool can = result.end == CHILD_EXITED && result.code == 0;
    child_result_release(&result);
    command_release(&words);
    return can;
}

bool sandbox_works(const struct sandbox_order *order)
{
    as_nobody = geteuid() == 0;
    if (as_nobody && can_read(order))
        return true;
    as_nobody = false;
    return can_read(order);
}
