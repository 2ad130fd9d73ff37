/* Each program says in its first line what the explorer must find:
 * `explore: KIND`, `explore: proved` or `explore: unsupported`. What is found
 * is found again from its schedule. */
#include "explorer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Reads the expectation. Returns 0 where the file has none. */
static int read_expectation(const char *path, char expected[64])
{
    char line[128] = "";
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    if (!fgets(line, sizeof line, file))
        line[0] = '\0';
    fclose(file);
    expected[0] = '\0';
    if (sscanf(line, "/* explore: %63[a-z ]", expected) != 1)
        return 0;
    size_t length = strlen(expected);
    while (length && expected[length - 1] == ' ')
        expected[--length] = '\0';
    return 1;
}

static void replay(const char *path, const json_t *finding)
{
    const char *const arguments[] = {"replay", path, explorer_text(finding, "schedule"), NULL};
    if (explorer_text(finding, "schedule")[0] && explorer_exit(arguments, NULL) != 1)
        fail_msg("%s: schedule %s does not fail again", path, explorer_text(finding, "schedule"));
}

static void check(const char *path)
{
    char expected[64];
    if (!read_expectation(path, expected))
        return;
    const char *const arguments[] = {"explore", path, NULL};
    int proved = strcmp(expected, "proved") == 0;
    int code = proved ? 0 : strcmp(expected, "unsupported") == 0 ? 3 : 1;
    json_t *variant = explorer_run(code, arguments);
    if (code == 1) {
        if (strcmp(explorer_first_kind(variant), expected) != 0)
            fail_msg("%s: %s, not %s", path, explorer_first_kind(variant), expected);
        replay(path, json_array_get(json_object_get(variant, "findings"), 0));
    } else if (strcmp(explorer_text(variant, "verdict"), expected) != 0) {
        fail_msg("%s: %s", path, explorer_text(variant, "verdict"));
    }
    json_decref(variant);
}

static void programs_are_judged(void **state)
{
    glob_t found;
    (void)state;
    assert_int_equal(glob(RACELAB_PROGRAMS "/*.c", 0, NULL, &found), 0);
    assert_int_equal(glob(RACELAB_PROGRAMS "/*.cpp", GLOB_APPEND, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++)
        check(found.gl_pathv[i]);
    globfree(&found);
}

/* How many findings a walk lists, with or without --keep-going. */
static size_t findings_of(const char *strategy, const char *more)
{
    const char *const arguments[] = {
        "explore", RACELAB_PROGRAMS "/two_bugs.c", "--strategy", strategy, more, NULL};
    json_t *variant = explorer_run(1, arguments);
    size_t count = json_array_size(json_object_get(variant, "findings"));
    json_decref(variant);
    return count;
}

static void walks_keep_going(void **state)
{
    (void)state;
    assert_int_equal(findings_of("random", NULL), 1);
    assert_int_equal(findings_of("pct", NULL), 1);
    assert_int_equal(findings_of("random", "--keep-going"), 2);
    assert_int_equal(findings_of("pct", "--keep-going"), 2);
    assert_int_equal(findings_of("bounded", "--keep-going"), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(programs_are_judged),
                                       cmocka_unit_test(walks_keep_going)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
