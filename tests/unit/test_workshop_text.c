/* The text of an exercise, read and refused. */
#include "workshop/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define SECTIONS                                                                                   \
    "[title]\nTwo\n[question]\nWhy?\n[hint observe]\nlook\n[hint concept]\nthink\n"                \
    "[hint place]\nthere\n[hint nearly]\nthus\n"

static int read_text(const char *bytes, bool translation, struct workshop_text *text,
                     char **complaint)
{
    char path[] = "/tmp/racelab-text-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    assert_int_equal(write(descriptor, bytes, strlen(bytes)), strlen(bytes));
    close(descriptor);
    int error = workshop_text_read(path, translation, text, complaint);
    unlink(path);
    return error;
}

static void refuses(const char *bytes, bool translation, const char *because)
{
    struct workshop_text text;
    char *complaint;
    assert_int_not_equal(read_text(bytes, translation, &text, &complaint), 0);
    if (!strstr(complaint, because))
        fail_msg("'%s' does not say '%s'", complaint, because);
    free(complaint);
}

static void facts_and_sections(void **state)
{
    (void)state;
    struct workshop_text text;
    char *complaint;
    int error = read_text("# first\nplace: 4\nfile: a.c\nprove: 2x1, 3x2\nbudget: 7\n\n" SECTIONS
                          "[wrong two_locks: place]\none\ntwo\n\n    code\n    more\nthree\n"
                          "[found data race: concept]\nraces\n",
                          false, &text, &complaint);
    assert_int_equal(error, 0);
    assert_null(complaint);
    assert_int_equal(text.place, 4);
    assert_string_equal(text.file, "a.c");
    assert_int_equal(text.prove_count, 2);
    assert_int_equal(text.prove[1].threads, 3);
    assert_int_equal(text.prove[1].increments, 2);
    assert_int_equal(text.budget, 7);
    const struct text_section *wrong = workshop_text_find(&text, "wrong", "two_locks");
    assert_non_null(wrong);
    assert_int_equal(wrong->tier, HINT_PLACE);
    assert_string_equal(wrong->text, "one two\n\n    code\n    more\nthree");
    assert_non_null(workshop_text_find(&text, "found", "data race"));
    assert_string_equal(workshop_text_find(&text, "hint", "nearly")->text, "thus");
    assert_null(workshop_text_find(&text, "remedy", "mutex"));
    workshop_text_release(&text);
}

static void translations(void **state)
{
    (void)state;
    struct workshop_text text;
    char *complaint;
    assert_int_equal(read_text("[title]\nZwei\n[wrong a]\nfalsch\n", true, &text, &complaint), 0);
    assert_string_equal(workshop_text_find(&text, "wrong", "a")->text, "falsch");
    workshop_text_release(&text);
    refuses("place: 1\n[title]\nZwei\n", true, "sections only");
}

static void refusals(void **state)
{
    (void)state;
    refuses("file: a.c\nprove: 2x1\n" SECTIONS, false, "'place'");
    refuses("place: 1\nfile: a.c\n" SECTIONS, false, "prove or unproved");
    refuses("place: 1\nfile: a.c\nprove: 2x1\nunproved: no\n" SECTIONS, false, "prove or unproved");
    refuses("place: 1\nfile: a.c\nprove: two\n" SECTIONS, false, "no configuration");
    refuses("place: 1\nfile: a.c\nprove: 0x1\n" SECTIONS, false, "no configuration");
    refuses("place: one\nfile: a.c\nprove: 2x1\n" SECTIONS, false, "not a number");
    refuses("place: 1\nplaec: 2\nfile: a.c\nprove: 2x1\n" SECTIONS, false, ":2: no such fact");
    refuses("place: 1\nfile: a.c\nprove: 2x1\n" SECTIONS "[hint never]\nx\n", false,
            "no such section");
    refuses("place: 1\nfile: a.c\nprove: 2x1\n" SECTIONS "[wrong a]\nx\n", false,
            "no such section");
    refuses("place: 1\nfile: a.c\nprove: 2x1\n" SECTIONS "[found rubbish: place]\nx\n", false,
            "no such kind");
    refuses("place: 1\nfile: a.c\nprove: 2x1\n" SECTIONS "[title]\nx\n", false, "second");
    refuses("place: 1\nfile: a.c\nprove: 2x1\n" SECTIONS "[remedy mutex]\n\n", false,
            "nothing is said");
    refuses("place: 1\nfile: a.c\nprove: 2x1\n[title]\na\n[question]\nb\n", false,
            "hint is missing");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(facts_and_sections),
        cmocka_unit_test(translations),
        cmocka_unit_test(refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
