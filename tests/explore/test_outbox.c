/* The event loop's outboxes (harness/loop/outbox.h), all interleavings: no call
 * is lost, run twice or run out of order, and nobody sleeps for ever. */
#include "explorer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <glob.h>
#include <string.h>

#define LOOP RACELAB_PROGRAMS "/../../../harness/loop"

enum { FILES_MAX = 40 };

/* Everything but barrier.c, for which sequential/barrier.c stands in. */
static void assert_proved(const char *program)
{
    const char *arguments[FILES_MAX] = {"explore", program, "--seconds", "200"};
    int count = 4;
    glob_t found;
    assert_int_equal(glob(LOOP "/*.c", 0, NULL, &found), 0);
    assert_int_equal(glob(LOOP "/sequential/*.c", GLOB_APPEND, NULL, &found), 0);
    assert_true(found.gl_pathc < FILES_MAX - 5);
    for (size_t i = 0; i < found.gl_pathc; i++)
        if (strcmp(found.gl_pathv[i], LOOP "/barrier.c") != 0)
            arguments[count++] = found.gl_pathv[i];
    json_t *variant = explorer_run(0, arguments);
    assert_string_equal(explorer_text(variant, "verdict"), "proved");
    json_decref(variant);
    globfree(&found);
}

static void two_posters_and_the_loop_wake_each_other(void **state)
{
    (void)state;
    assert_proved(RACELAB_PROGRAMS "/../outbox/two.c");
}

static void a_full_outbox_makes_its_poster_wait(void **state)
{
    (void)state;
    assert_proved(RACELAB_PROGRAMS "/../outbox/full.c");
}

static void what_is_accepted_while_the_loop_closes_runs(void **state)
{
    (void)state;
    assert_proved(RACELAB_PROGRAMS "/../outbox/closes.c");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_posters_and_the_loop_wake_each_other),
        cmocka_unit_test(a_full_outbox_makes_its_poster_wait),
        cmocka_unit_test(what_is_accepted_while_the_loop_closes_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
