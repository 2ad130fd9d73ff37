/* Programs as users write them (real/), some hundred lines each. As they stand
 * they are proved. real/bug/ holds the same with the seeded bug switched on: it
 * is found, of the kind and on the line that the marker `expect: KIND` names,
 * and found again from its schedule. */
#include "explorer.h"

#include "judge/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <ctype.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REAL RACELAB_PROGRAMS "/../real"

enum { THREADS_MAX = 26 };

/* What a program expects, read from its one marker. */
struct marker {
    const char *file; /* "pool.c" */
    long line;
    char kind[64];
};

static struct marker marker_read(const char *path)
{
    const char *slash = strrchr(path, '/');
    struct marker marker = {.file = slash + 1};
    char text[256];
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    for (long line = 1; fgets(text, sizeof text, file); line++) {
        const char *at = strstr(text, "/* expect: ");
        if (!at)
            continue;
        assert_int_equal(marker.line, 0);
        assert_int_equal(sscanf(at, "/* expect: %63[^*]", marker.kind), 1);
        marker.kind[strlen(marker.kind) - 1] = '\0'; /* the blank before the star */
        marker.line = line;
    }
    fclose(file);
    assert_true(marker.line > 0);
    return marker;
}

static int step_is_at(const json_t *step, const struct marker *marker)
{
    const json_t *frame = json_array_get(json_object_get(step, "stack"), 0);
    return strcmp(explorer_text(frame, "file"), marker->file) == 0 &&
           json_integer_value(json_object_get(frame, "line")) == marker->line;
}

/* A thread that ends the trace there: it raced, or waits there for ever. */
static int some_thread_ends_at(const json_t *finding, const struct marker *marker)
{
    const json_t *steps = json_object_get(finding, "accesses");
    int seen[THREADS_MAX] = {0};
    for (size_t i = json_array_size(steps); i-- > 0;) {
        const json_t *step = json_array_get(steps, i);
        unsigned thread = (unsigned)explorer_text(step, "thread")[0] - 'A';
        assert_true(thread < THREADS_MAX);
        if (!seen[thread]++ && step_is_at(step, marker))
            return 1;
    }
    return 0;
}

/* What ends a program has its place in words. */
static int fails_at(const json_t *finding, const struct marker *marker)
{
    char *place = memory_print("%s:%ld, in ", marker->file, marker->line);
    int found = strstr(explorer_text(finding, "why"), place) != NULL;
    free(place);
    return found;
}

static const json_t *expected_finding(const json_t *variant, const struct marker *marker)
{
    size_t index;
    const json_t *finding;
    json_array_foreach(json_object_get(variant, "findings"), index, finding)
    {
        if (strcmp(explorer_text(finding, "kind"), marker->kind) == 0 &&
            (fails_at(finding, marker) || some_thread_ends_at(finding, marker)))
            return finding;
    }
    fail_msg("%s: no %s at line %ld", marker->file, marker->kind, marker->line);
    return NULL;
}

/* Every run of blanks becomes one: the printer breaks long lines. */
static void squeeze(char *text)
{
    char *to = text;
    for (const char *from = text; *from; from++)
        if (!isspace((unsigned char)*from))
            *to++ = *from;
        else if (to > text && to[-1] != ' ')
            *to++ = ' ';
    *to = '\0';
}

static void assert_replays(const char *path, const json_t *finding)
{
    const char *schedule = explorer_text(finding, "schedule");
    const char *const arguments[] = {"replay", path, schedule, NULL};
    char *output;
    int code = explorer_exit(arguments, &output);
    squeeze(output);
    if (code != 1 || !strstr(output, explorer_text(finding, "title")) ||
        !strstr(output, explorer_text(finding, "why")))
        fail_msg("%s: schedule %s comes to another end: exit %d: %s", path, schedule, code, output);
    free(output);
}

static void check_bug(const char *fixed)
{
    struct marker marker = marker_read(fixed);
    char *path = memory_print(REAL "/bug/%s", marker.file);
    const char *const arguments[] = {"explore", path, NULL};
    json_t *variant = explorer_run(1, arguments);
    assert_true(json_is_true(json_object_get(variant, "complete")));
    assert_replays(path, expected_finding(variant, &marker));
    json_decref(variant);
    free(path);
}

static void assert_proved(const char *const *arguments)
{
    json_t *variant = explorer_run(0, arguments);
    assert_string_equal(explorer_text(variant, "verdict"), "proved");
    assert_false(json_is_true(json_object_get(variant, "assumed_waiting")));
    json_decref(variant);
}

static void check_fixed(const char *path)
{
    const char *const plain[] = {"explore", path, NULL};
    const char *const spurious[] = {"explore", path, "--spurious", NULL};
    assert_proved(plain);
    assert_proved(spurious);
}

static void for_each_program(void (*check)(const char *path))
{
    glob_t found;
    assert_int_equal(glob(REAL "/*.c", 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++)
        check(found.gl_pathv[i]);
    globfree(&found);
}

static void as_they_stand_they_are_proved(void **state)
{
    (void)state;
    for_each_program(check_fixed);
}

static void seeded_bugs_are_found_where_they_are(void **state)
{
    (void)state;
    for_each_program(check_bug);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_they_stand_they_are_proved),
        cmocka_unit_test(seeded_bugs_are_found_where_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
