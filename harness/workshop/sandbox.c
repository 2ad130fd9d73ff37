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

static void add_namespaces(struct command *words)
{
    static const char *const fixed[] = {"bwrap",
                                        "--unshare-all",
                                        "--die-with-parent",
                                        "--new-session",
                                        "--cap-drop",
                                        "ALL",
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
    command_add_all(words, fixed);
}

/* What compilers and our own binaries need of a system. */
static void add_system(struct command *words)
{
    static const char *const parts[] = {
        "/usr", "/bin", "/sbin", "/lib", "/lib64", "/etc/alternatives", "/etc/ld.so.cache"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        bind_if(words, parts[i]);
    static const char *const kernel[] = {"--proc", "/proc", "--dev", "/dev", NULL};
    command_add_all(words, kernel);
    command_add(words, "--size");
    command_print(words, "%d", WRITABLE);
    command_add(words, "--tmpfs");
    command_add(words, "/tmp");
}

void sandbox_words(const struct sandbox_order *order, struct command *words)
{
    char *file = memory_print("%s/%s.c", SANDBOX_FILE, order->name);
    add_namespaces(words);
    add_system(words);
    bind_as(words, order->tool, order->tool);
    bind_as(words, order->lib, order->lib);
    bind_as(words, order->pack, SANDBOX_PACK);
    if (order->cache && access(order->cache, F_OK) == 0)
        bind_as(words, order->cache, SANDBOX_CACHE "/racelab/workshop");
    bind_as(words, order->file, file);
    command_add(words, "--chdir");
    command_add(words, "/tmp");
    free(file);
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

bool sandbox_works(void)
{
    struct child_result result;
    struct command words = {0};
    add_namespaces(&words);
    add_system(&words);
    command_add(&words, "true");
    const struct child_spec spec = {.argv = command_argv(&words), .seconds = 20};
    if (child_run(&spec, &result) != 0)
        memory_exhausted();
    bool works = result.end == CHILD_EXITED && result.code == 0;
    child_result_release(&result);
    command_release(&words);
    return works;
}
