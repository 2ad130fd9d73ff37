/* What is found in a program is found again from its schedule, 100 times, and
 * each time the same steps see the same values and come to the same end. */
#include "explore/launch/launch.h"

#include "process/child.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glob.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TIMES = 100, PER_PROGRAM = 2, STATES_MAX = 20000 };

static char folder[] = "/tmp/racelab-replays-XXXXXX";
static char binary[64];

/* `explore: KIND` in the first line, and the kind is a finding. */
static bool has_finding(const char *path)
{
    char line[128] = "";
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    bool read = fgets(line, sizeof line, file) != NULL;
    fclose(file);
    return read && strstr(line, "explore: ") && !strstr(line, "explore: proved") &&
           !strstr(line, "explore: unsupported");
}

static void build(const char *path)
{
    const char *const argv[] = {
        RACELAB_EXPLORE_LIB "/explore-cc", RACELAB_EXPLORE_LIB, binary, folder, path, NULL};
    const struct child_spec spec = {.argv = argv, .seconds = 60};
    struct child_result result;
    assert_int_equal(child_run(&spec, &result), 0);
    if (result.end != CHILD_EXITED || result.code != 0)
        fail_msg("explore-cc: %s", result.errors);
    child_result_release(&result);
}

static struct exploration explore(const char *strategy, const char *schedule)
{
    struct exploration exploration;
    const struct launch_order order = {.binary = binary,
                                       .strategy = strategy,
                                       .schedule = schedule,
                                       .memory = 1024,
                                       .steps = 100000,
                                       .seed = 1};
    if (launch(&order, "replays", &exploration) != 0)
        fail_msg("%s does not run", strategy);
    return exploration;
}

static void tell_goal(FILE *out, const struct exploration_goal *goal)
{
    fprintf(out, "%d %d %lld %" PRIx64 " %" PRIx64 " %" PRIx64 " %s %s\n", (int)goal->kind,
            (int)goal->finding, goal->actual, goal->pc, goal->other_pc, goal->address, goal->text,
            goal->schedule);
    for (size_t i = 0; i < goal->event_count; i++) {
        const struct exploration_event *event = &goal->events[i];
        fprintf(out, "  %ld %s %" PRIx64 " %" PRIu64 " %" PRIu64 " %" PRIu64 "\n", event->thread,
                event->op, event->address, event->before, event->after, event->result);
    }
}

/* All that one replay comes to, as text. The caller frees it. */
static char *replay(const struct exploration_goal *goal, const char *path)
{
    char *text = NULL;
    size_t size = 0;
    struct exploration exploration = explore("replay", goal->schedule);
    FILE *out = open_memstream(&text, &size);
    bool again = false;
    assert_non_null(out);
    for (size_t i = 0; i < exploration.goal_count; i++) {
        tell_goal(out, &exploration.goals[i]);
        again |= exploration.goals[i].kind == goal->kind &&
                 exploration.goals[i].finding == goal->finding;
    }
    fclose(out);
    if (!again && goal->kind != EXPLORATION_ENDLESS)
        fail_msg("%s: schedule %s does not fail again", path, goal->schedule);
    exploration_release(&exploration);
    return text;
}

static void check_goal(const struct exploration_goal *goal, const char *path)
{
    char *first = replay(goal, path);
    for (int i = 1; i < TIMES; i++) {
        char *other = replay(goal, path);
        if (strcmp(first, other) != 0)
            fail_msg("%s: replay %d of %s:\n%snot:\n%s", path, i + 1, goal->schedule, other, first);
        free(other);
    }
    free(first);
}

/* Returns how many schedules were replayed. */
static int check(const char *path)
{
    int replayed = 0;
    build(path);
    struct exploration exploration = explore("states", NULL);
    for (size_t i = 0; i < exploration.goal_count && exploration.states <= STATES_MAX; i++) {
        const struct exploration_goal *goal = &exploration.goals[i];
        if (goal->kind == EXPLORATION_OUTCOME || !goal->schedule[0] || replayed == PER_PROGRAM)
            continue;
        check_goal(goal, path);
        replayed++;
    }
    exploration_release(&exploration);
    return replayed;
}

static void replays_come_to_the_same_end(void **state)
{
    glob_t found;
    int replayed = 0;
    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(binary, sizeof binary, "%s/program", folder);
    assert_int_equal(glob(RACELAB_PROGRAMS "/*.c", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++)
        if (has_finding(found.gl_pathv[i]))
            replayed += check(found.gl_pathv[i]);
    globfree(&found);
    print_message("%d schedules, %d times each\n", replayed, TIMES);
    assert_true(replayed >= 10);
}

static int clean_up(void **state)
{
    char command[128];
    (void)state;
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    return system(command) == 0 ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(replays_come_to_the_same_end)};
    return cmocka_run_group_tests(tests, NULL, clean_up);
}
