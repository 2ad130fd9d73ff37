/* racelab doctor: what this machine has, what it lacks, and how to mend it. */
#include "cli/commands.h"
#include "cli/operands.h"
#include "machine/machine.h"
#include "options/option.h"
#include "process/child.h"
#include "process/temporary.h"
#include "report/terminal.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum standing { STANDING_GOOD, STANDING_NOTE, STANDING_LACKS };

struct doctor {
    struct terminal terminal;
    bool lacks; /* something that a witness needs */
};

static void say(struct doctor *doctor, enum standing standing, const char *what,
                const char *finding, const char *remedy)
{
    static const char *const words[] = {"ok", "note", "lacks"};
    const char *color = standing == STANDING_GOOD   ? terminal_green(&doctor->terminal)
                        : standing == STANDING_NOTE ? terminal_yellow(&doctor->terminal)
                                                    : terminal_red(&doctor->terminal);
    printf("%s%-5s%s  %-18s %s\n", color, words[standing], terminal_plain(&doctor->terminal), what,
           finding);
    if (standing != STANDING_GOOD && remedy)
        printf("       %-18s -> %s\n", "", remedy);
    doctor->lacks |= standing == STANDING_LACKS;
}

/* The first line that a program prints of itself. False: it did not run. */
static bool ask_version(const char *name, char *text, size_t size)
{
    const char *const argv[] = {name, "--version", NULL};
    const struct child_spec spec = {.argv = argv, .seconds = 10};
    struct child_result result;
    if (child_run(&spec, &result) != 0)
        return false;
    bool ran = result.end == CHILD_EXITED && result.code == 0;
    snprintf(text, size, "%.*s", (int)strcspn(result.output, "\n"), result.output);
    child_result_release(&result);
    return ran;
}

static void check_program(struct doctor *doctor, const char *name, enum standing without,
                          const char *remedy)
{
    char version[128];
    if (ask_version(name, version, sizeof version))
        say(doctor, STANDING_GOOD, name, version, NULL);
    else
        say(doctor, without, name, "not found", remedy);
}

/* A race in a few lines, to see whether a compiler's ThreadSanitizer works. */
static const char probe_source[] = "#include <pthread.h>\n"
                                   "static long counter;\n"
                                   "static void *add(void *unused)\n"
                                   "{\n"
                                   "    counter++;\n"
                                   "    return unused;\n"
                                   "}\n"
                                   "int main(void)\n"
                                   "{\n"
                                   "    pthread_t thread;\n"
                                   "    pthread_create(&thread, 0, add, 0);\n"
                                   "    add(0);\n"
                                   "    return pthread_join(thread, 0);\n"
                                   "}\n";

static bool write_probe(const char *path)
{
    FILE *file = fopen(path, "we");
    if (!file)
        return false;
    bool good = fputs(probe_source, file) >= 0;
    return fclose(file) == 0 && good;
}

static bool run_quietly(const char *const *argv, const char *const *environment, bool fixed,
                        int wanted)
{
    const struct child_spec spec = {
        .argv = argv, .environment = environment, .seconds = 60, .fixed_addresses = fixed};
    struct child_result result;
    if (child_run(&spec, &result) != 0)
        return false;
    bool good = result.end == CHILD_EXITED && result.code == wanted;
    child_result_release(&result);
    return good;
}

/* bubblewrap is of use only where it may make namespaces, as in few containers. */
static void check_sandbox(struct doctor *doctor)
{
    static const char *const sandbox[] = {"bwrap", "--unshare-all", "--ro-bind", "/",
                                          "/",     "true",          NULL};
    char version[128];
    if (!ask_version("bwrap", version, sizeof version))
        say(doctor, STANDING_NOTE, "bwrap", "not found",
            "apt-get install bubblewrap: no racelab grade");
    else if (!run_quietly(sandbox, NULL, false, 0))
        say(doctor, STANDING_NOTE, "bwrap", "may not make namespaces here",
            "let the container make user namespaces: no racelab grade");
    else
        say(doctor, STANDING_GOOD, "bwrap", version, NULL);
}

/* Builds the probe in the folder and runs it with and without randomisation. */
static void check_tsan(struct doctor *doctor, const char *compiler, const char *folder)
{
    char source[PATH_MAX], binary[PATH_MAX], what[48];
    snprintf(what, sizeof what, "%s's TSan", compiler);
    snprintf(source, sizeof source, "%s/probe.c", folder);
    snprintf(binary, sizeof binary, "%s/probe-%s", folder, compiler);
    const char *const build[] = {
        compiler, "-fsanitize=thread", "-g", "-pthread", source, "-o", binary, NULL};
    const char *const run[] = {binary, NULL};
    const char *const environment[] = {"TSAN_OPTIONS=exitcode=66", NULL};
    if (!write_probe(source) || !run_quietly(build, NULL, false, 0))
        say(doctor, STANDING_LACKS, what, "a program does not build with -fsanitize=thread",
            strcmp(compiler, "gcc") == 0 ? "apt-get install gcc libtsan2"
                                         : "apt-get install clang libclang-rt-14-dev");
    else if (!run_quietly(run, environment, true, 66))
        say(doctor, STANDING_LACKS, what, "does not report a plain race here",
            "a container may forbid personality(2): allow it, or run outside");
    else if (!run_quietly(run, environment, false, 66))
        say(doctor, STANDING_GOOD, what,
            "works, but only without address randomisation (racelab takes care of it)", NULL);
    else
        say(doctor, STANDING_GOOD, what, "starts, and reports a race", NULL);
    unlink(source);
    unlink(binary);
}

static void check_both_tsans(struct doctor *doctor)
{
    char *folder = temporary_template("doctor");
    if (!folder || !mkdtemp(folder)) {
        say(doctor, STANDING_LACKS, "temporary files", "no folder can be made", "set TMPDIR");
    } else {
        check_tsan(doctor, "clang", folder);
        check_tsan(doctor, "gcc", folder);
        rmdir(folder);
    }
    free(folder);
}

static void check_machine(struct doctor *doctor)
{
    struct machine machine;
    char text[400];
    machine_init(&machine);
    snprintf(text, sizeof text, "%ld (%s, %s, %s)", machine.cores, machine.processor,
             machine.architecture, machine.kernel);
    say(doctor, machine.cores > 1 ? STANDING_GOOD : STANDING_NOTE, "cores", text,
        "one core shows few races: give this process two or more");
    snprintf(text, sizeof text, "%.1f", machine.load);
    say(doctor, machine.load <= (double)machine.cores ? STANDING_GOOD : STANDING_NOTE, "load", text,
        "more runs than there are cores: races show less, costs are too high");
    struct machine_limit limit = machine_thread_limit(&machine);
    snprintf(text, sizeof text, "about %ld per process (%s)", limit.threads, limit.name);
    say(doctor, limit.threads > 5100 ? STANDING_GOOD : STANDING_NOTE, "threads", text,
        "raise 'ulimit -u', kernel.pid_max, vm.max_map_count or the container's pids limit");
    if (machine.randomised_bits < 0)
        return; /* only root may read it on many systems */
    snprintf(text, sizeof text, "%ld bits of address randomisation", machine.randomised_bits);
    say(doctor, STANDING_GOOD, "mmap_rnd_bits", text, NULL);
}

static bool read_options(int argc, char **argv, int *code)
{
    static const struct command_line line = {
        .program = "racelab doctor",
        .synopsis = "",
        .summary = "Looks at compilers, ThreadSanitizer, valgrind, gdb, cores, load and limits,\n"
                   "and says how to mend what is missing. Exit code 4: a witness lacks something.",
        .example = "racelab doctor"};
    const char *none;
    return operand_parse(&line, argc, argv, &none, code);
}

int cmd_doctor(int argc, char **argv)
{
    int code;
    if (!read_options(argc, argv, &code))
        return code;
    struct doctor doctor = {.terminal = terminal_of(stdout, COLOR_AUTO)};
    check_program(&doctor, "clang", STANDING_LACKS, "apt-get install clang");
    check_program(&doctor, "gcc", STANDING_LACKS, "apt-get install gcc");
    check_both_tsans(&doctor);
    check_program(&doctor, "llvm-symbolizer", STANDING_NOTE,
                  "apt-get install llvm: clang's reports have no lines without it");
    check_program(&doctor, "valgrind", STANDING_LACKS, "apt-get install valgrind");
    check_program(&doctor, "gdb", STANDING_NOTE,
                  "apt-get install gdb: hangs are told without stacks");
    check_program(&doctor, "gnuplot", STANDING_NOTE, "apt-get install gnuplot-nox: no --plot");
    check_sandbox(&doctor);
    check_machine(&doctor);
    return doctor.lacks ? EXIT_ENVIRONMENT : 0;
}
