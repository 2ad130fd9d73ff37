/* start.c: main() of a program under exploration. The program's own main was
 * renamed wrap_main; the arguments here are the engine's, written by the
 * tool (launch.h): NAME VALUE pairs, then `--` and the program's arguments. */
#include "explore/runtime/crash.h"
#include "explore/runtime/idle.h"
#include "explore/runtime/file.h"
#include "explore/runtime/heap.h"
#include "explore/runtime/leak.h"
#include "explore/runtime/lessons_text.h"
#include "explore/runtime/map.h"
#include "explore/runtime/origin.h"
#include "explore/runtime/report.h"
#include "explore/runtime/start.h"
#include "explore/runtime/wire.h"
#include "explore/search/board.h"
#include "explore/search/schedule.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern int wrap_main(int argc, char **argv, char **environment);

struct start_run start_run = {2, 1, NULL, false};

static struct search_settings settings = {
    .memory = UINT64_C(2) << 30,
    .depth = 100000,
    .seed = 1,
    .changes = 3,
    .preemptions = 2,
    .alone = 30000,
};
static const struct strategy *strategy;
static const char *schedule;
static const char *input;   /* file that is the program's standard input */
static const char *lessons; /* file with a schedule and what it takes for granted */

_Noreturn void runtime_unsupported(const char *what)
{
    runtime_unsupported_at(what, 0);
}

_Noreturn void runtime_unsupported_at(const char *what, uint64_t pc)
{
    report_line("unsupported\t%s\t%llx\n", what, (unsigned long long)pc);
    report_flush();
    _exit(3);
}

_Noreturn void runtime_bug(const char *what)
{
    dprintf(STDERR_FILENO, "explore: a bug of ours: %s\n", what);
    _exit(70);
}

_Noreturn static void usage(const char *name, const char *value)
{
    dprintf(STDERR_FILENO, "explore: bad option '%s %s'\n", name, value);
    _exit(2);
}

_Noreturn static void no_schedule(const char *text)
{
    dprintf(STDERR_FILENO, "'%.60s' is no schedule: one reads like A1B2A1\n", text);
    _exit(2);
}

static uint64_t number_of(const char *name, const char *text)
{
    char *end;
    uint64_t number = strtoull(text, &end, 10);
    if (*end || end == text)
        usage(name, text);
    return number;
}

bool start_has_work(long i)
{
    const char *next = start_run.own_threads ? start_run.sequence : NULL;
    if (!next)
        return true;
    while (*next) {
        char *end;
        if (strtol(next, &end, 10) == i && end != next)
            return true;
        next = *end == ',' ? end + 1 : "";
    }
    return false;
}

static void set(const char *name, const char *value)
{
    if (strcmp(name, "strategy") == 0 && strategy_named(value))
        strategy = strategy_named(value);
    else if (strcmp(name, "schedule") == 0)
        schedule = value;
    else if (strcmp(name, "lessons") == 0)
        lessons = value;
    else if (strcmp(name, "stdin") == 0)
        input = value;
    else if (strcmp(name, "threads") == 0)
        start_run.threads = (long)number_of(name, value);
    else if (strcmp(name, "increments") == 0)
        start_run.increments = (long)number_of(name, value);
    else if (strcmp(name, "sequence") == 0)
        start_run.sequence = value;
    else if (strcmp(name, "executions") == 0)
        settings.executions = number_of(name, value);
    else if (strcmp(name, "seed") == 0)
        settings.seed = number_of(name, value);
    else if (strcmp(name, "seconds") == 0)
        settings.seconds = strtod(value, NULL);
    else if (strcmp(name, "memory") == 0)
        settings.memory = number_of(name, value) << 20;
    else if (strcmp(name, "preemptions") == 0)
        settings.preemptions = (unsigned)number_of(name, value);
    else if (strcmp(name, "pause") == 0)
        settings.pause = number_of(name, value) != 0;
    else if (strcmp(name, "spurious") == 0)
        model.spurious = number_of(name, value) != 0;
    else if (strcmp(name, "no_count") == 0)
        settings.no_count = number_of(name, value) != 0;
    else if (strcmp(name, "keep_going") == 0)
        settings.keep_going = number_of(name, value) != 0;
    else if (strcmp(name, "board") == 0)
        board_open((int)number_of(name, value));
    else if (strcmp(name, "jobs") == 0)
        settings.jobs = (unsigned)number_of(name, value);
    else if (strcmp(name, "alone") == 0)
        settings.alone = number_of(name, value);
    else if (strcmp(name, "shard") == 0)
        settings.shard = (unsigned)number_of(name, value);
    else if (strcmp(name, "shards") == 0)
        settings.shards = (unsigned)number_of(name, value);
    else if (strcmp(name, "depth") == 0)
        settings.depth = number_of(name, value);
    else
        usage(name, value);
}

static void read_schedule(void)
{
    const uint64_t room = UINT64_C(1) << 28;
    struct step *steps = arena_reserve(room * sizeof *steps);
    int64_t count = schedule_parse(schedule, model.first, steps, room);
    if (count < 0)
        no_schedule(schedule);
    settings.schedule = steps;
    settings.schedule_length = (uint64_t)count;
}

static void must_read(const char *path, int failed)
{
    if (failed == 0)
        return;
    dprintf(STDERR_FILENO, "explore: cannot read '%s': %s\n", path, strerror(-failed));
    _exit(2);
}

int main(int argc, char **argv, char **environment)
{
    int i = 1;
    strategy = strategies[0];
    for (; i + 1 < argc && strcmp(argv[i], "--") != 0; i += 2)
        set(argv[i], argv[i + 1]);
    report_line("racelab-explore\t%d\n", WIRE_VERSION);
    report_flush(); /* from here on, an end without a report is ours */
    memory_init();
    thread_init();
    heap_init();
    map_init();
    origin_init();
    leak_init();
    crash_init();
    idle_init();
    if (i < argc)
        argv[i] = argv[0];
    must_read(input, file_init(input));
    must_read(lessons, lessons ? lessons_read(lessons, &schedule) : 0);
    model_program(wrap_main, i < argc ? argc - i : 1, i < argc ? argv + i : argv, environment);
    model_begin();
    if (schedule)
        read_schedule();
    struct search_result result;
    search_run(strategy, &settings, &result);
    report_search(strategy, &settings, &result);
    _exit(0);
}
