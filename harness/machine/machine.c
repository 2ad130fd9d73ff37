#include "machine/machine.h"

#include <limits.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <unistd.h>

static long read_number(const char *path)
{
    long number = -1;
    FILE *file = fopen(path, "re");
    if (!file)
        return -1;
    if (fscanf(file, "%ld", &number) != 1)
        number = -1; /* "max" */
    fclose(file);
    return number;
}

static void copy_trimmed(const char *from, char to[MACHINE_TEXT_MAX])
{
    from += strspn(from, " \t:");
    snprintf(to, MACHINE_TEXT_MAX, "%.*s", (int)strcspn(from, "\n"), from);
}

/* x86 names its processors; arm64 kernels often do not. */
static void read_processor(char name[MACHINE_TEXT_MAX])
{
    char line[256];
    snprintf(name, MACHINE_TEXT_MAX, "unknown processor");
    FILE *file = fopen("/proc/cpuinfo", "re");
    if (!file)
        return;
    while (fgets(line, sizeof line, file)) {
        if (strncmp(line, "model name", 10) == 0) {
            copy_trimmed(line + 10, name);
            break;
        }
    }
    fclose(file);
}

static long user_limit(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NPROC, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
        return -1;
    return (long)limit.rlim_cur;
}

/* The control group of this process, version 2: /proc/self/cgroup says "0::/path". */
static long container_limit(void)
{
    char line[512], path[600];
    FILE *file = fopen("/proc/self/cgroup", "re");
    long limit = -1;
    while (file && fgets(line, sizeof line, file)) {
        if (strncmp(line, "0::", 3) != 0)
            continue;
        line[strcspn(line, "\n")] = '\0';
        snprintf(path, sizeof path, "/sys/fs/cgroup%s/pids.max", line + 3);
        limit = read_number(path);
    }
    if (file)
        fclose(file);
    return limit;
}

long machine_cores(void)
{
    cpu_set_t allowed;
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0)
        return 1;
    return CPU_COUNT(&allowed) > 0 ? CPU_COUNT(&allowed) : 1;
}

void machine_init(struct machine *machine)
{
    struct utsname name = {0};
    *machine = (struct machine){.cores = machine_cores(), .load = -1};
    if (getloadavg(&machine->load, 1) != 1)
        machine->load = -1;
    machine->memory = (long long)sysconf(_SC_PHYS_PAGES) * sysconf(_SC_PAGESIZE);
    uname(&name);
    snprintf(machine->kernel, sizeof machine->kernel, "%.30s %.90s", name.sysname, name.release);
    snprintf(machine->architecture, sizeof machine->architecture, "%.100s", name.machine);
    read_processor(machine->processor);
    machine->threads_of_user = user_limit();
    machine->threads_of_system = read_number("/proc/sys/kernel/threads-max");
    machine->process_ids = read_number("/proc/sys/kernel/pid_max");
    machine->memory_maps = read_number("/proc/sys/vm/max_map_count");
    machine->container_tasks = container_limit();
    machine->randomised_bits = read_number("/proc/sys/vm/mmap_rnd_bits");
}

struct machine_limit machine_thread_limit(const struct machine *machine)
{
    const struct machine_limit limits[] = {
        {"ulimit -u", machine->threads_of_user},
        {"kernel.threads-max", machine->threads_of_system},
        {"kernel.pid_max", machine->process_ids},
        {"vm.max_map_count / 2", machine->memory_maps < 0 ? -1 : machine->memory_maps / 2},
        {"pids.max of the container", machine->container_tasks},
    };
    struct machine_limit least = {"no limit known", LONG_MAX};
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        if (limits[i].threads >= 0 && limits[i].threads < least.threads)
            least = limits[i];
    return least;
}
