/* What is found, by whatever strategy, is found again from its trace, many
 * times, and each time the same steps see the same values and come to the same end. */
#include "again.h"

#include "process/child.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TIMES = 100, PER_SEARCH = 3, EXECUTIONS_MAX = 2000, STATES_MAX = 20000 };

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

static const char *const strategies[] = {"states", "dpor", "dfs", "bounded", "random", "pct"};

enum { STRATEGIES = sizeof strategies / sizeof *strategies };

static int turn; /* whose first trace is replayed often */

/* Returns how many traces were replayed. */
static int replay_findings(const struct launch_order *order, const char *name)
{
    struct exploration exploration;
    char what[128];
    bool often = strcmp(order->strategy, strategies[turn % STRATEGIES]) == 0;
    int replayed = 0;
    if (launch(order, "replays", &exploration) != 0)
        fail_msg("%s: %s does not run", name, order->strategy);
    snprintf(what, sizeof what, "%s, %s", name, order->strategy);
    for (size_t i = 0; i < exploration.goal_count && replayed < PER_SEARCH; i++) {
        const struct exploration_goal *goal = &exploration.goals[i];
        if (goal->event_count == 0)
            continue;
        again(order, &exploration, goal, often && !replayed ? TIMES : 1, what);
        replayed++;
    }
    exploration_release(&exploration);
    return replayed;
}

static int replay_all(const char *path, const char *name)
{
    int replayed = 0;
    for (size_t i = 0; i < STRATEGIES; i++) {
        bool walks = strcmp(strategies[i], "random") == 0 || strcmp(strategies[i], "pct") == 0;
        const struct launch_order order = {.binary = path,
                                           .strategy = strategies[i],
                                           .threads = 2,
                                           .increments = 1,
                                           .executions = walks ? 200 : EXECUTIONS_MAX,
                                           .memory = 256,
                                           .steps = 20000,
                                           .preemptions = 2,
                                           .seed = 1};
        replayed += replay_findings(&order, name);
    }
    turn++;
    return replayed;
}

/* What was found is found again from its schedule alone: which locations are
 * shared is then found out once more. */
static void replay_schedules(const char *path, const char *name)
{
    struct exploration exploration;
    const struct launch_order order = {
        .binary = path, .strategy = "states", .memory = 256, .steps = 20000, .seed = 1};
    if (launch(&order, "replays", &exploration) != 0)
        fail_msg("%s does not run", name);
    for (size_t i = 0; i < exploration.goal_count && exploration.states <= STATES_MAX; i++)
        if (exploration.goals[i].event_count)
            again(&order, NULL, &exploration.goals[i], 1, name);
    exploration_release(&exploration);
}

static void programs_come_to_the_same_end(void **state)
{
    glob_t found;
    int replayed = 0;
    (void)state;
    assert_non_null(mkdtemp(folder));
    snprintf(binary, sizeof binary, "%s/program", folder);
    assert_int_equal(glob(RACELAB_PROGRAMS "/*.c", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        const char *name = strrchr(found.gl_pathv[i], '/') + 1;
        if (!has_finding(found.gl_pathv[i]))
            continue;
        build(found.gl_pathv[i]);
        replayed += replay_all(binary, name);
        replay_schedules(binary, name);
    }
    globfree(&found);
    print_message("%d traces of programs\n", replayed);
    assert_true(replayed >= 100);
}

/* One lab per kind of finding. */
static void labs_come_to_the_same_end(void **state)
{
    static const char *const labs[] = {"counter-unsynchronized", "bank-withdraw-two_sections",
                                       "deadlock-abba-two_orders", "lost-wakeup-no_predicate",
                                       "free-while-used-free_at_once"};
    int replayed = 0;
    (void)state;
    for (size_t i = 0; i < sizeof labs / sizeof *labs; i++) {
        char path[256];
        snprintf(path, sizeof path, RACELAB_BIN "/explore/%s", labs[i]);
        replayed += replay_all(path, labs[i]);
    }
    print_message("%d traces of labs\n", replayed);
    assert_true(replayed >= 5 * STRATEGIES);
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
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(programs_come_to_the_same_end),
        cmocka_unit_test(labs_come_to_the_same_end),
    };
    return cmocka_run_group_tests(tests, NULL, clean_up);
}
