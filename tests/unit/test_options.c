/* The option parser: every type, good and bad values, both spellings. */
#include "options/option.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

static bool flag;
static long count;
static struct option_counts list;
static double number;
static const char *text;
static int choice;

static const struct option_spec options[] = {
    {.name = "flag", .type = OPTION_FLAG, .target = &flag, .meaning = "a flag"},
    {.name = "count",
     .type = OPTION_COUNT,
     .target = &count,
     .metavar = "N",
     .meaning = "a count",
     .min = 1,
     .max = 100,
     .environment = "RACELAB_TEST_COUNT"},
    {.name = "list",
     .type = OPTION_COUNTS,
     .target = &list,
     .metavar = "N,...",
     .meaning = "some",
     .min = 1,
     .max = 5000},
    {.name = "number",
     .type = OPTION_NUMBER,
     .target = &number,
     .metavar = "S",
     .meaning = "seconds",
     .max = 60},
    {.name = "text", .type = OPTION_TEXT, .target = &text, .metavar = "FILE", .meaning = "a file"},
    {.name = "choice",
     .type = OPTION_CHOICE,
     .target = &choice,
     .metavar = "HOW",
     .meaning = "how",
     .choices = {"this", "that"}},
};

static const struct command_line line = {
    .program = "test",
    .synopsis = "THING...",
    .summary = "For tests.",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .operands_max = 2,
};

static const char *operands[16];
static char message[512]; /* what the last parse printed to standard error */

/* Parses words given as one string with single spaces. */
static enum option_result parse(const char *words)
{
    static char copy[512]; /* the targets point into it */
    char *argv[16] = {copy}, *rest = copy;
    int argc = 0;
    FILE *errors = tmpfile();
    assert_non_null(errors);
    snprintf(copy, sizeof copy, "test %s", words);
    while (argc < 15 && (argv[argc] = strsep(&rest, " ")) != NULL)
        argc++;
    flag = false, count = 0, list = (struct option_counts){0}, number = 0, text = NULL, choice = -1;
    fflush(stderr);
    int saved = dup(2);
    dup2(fileno(errors), 2);
    enum option_result result = options_parse(&line, argc, argv, operands);
    fflush(stderr);
    dup2(saved, 2);
    close(saved);
    rewind(errors);
    size_t got = fread(message, 1, sizeof message - 1, errors);
    message[got] = '\0';
    fclose(errors);
    return result;
}

static void good_values_are_taken(void **state)
{
    (void)state;
    assert_int_equal(parse("--flag --count 7 --list=1,2,5000 one --number 0.5 --text - two"),
                     OPTION_GO_ON);
    assert_true(flag);
    assert_int_equal(count, 7);
    assert_int_equal(list.count, 3);
    assert_int_equal(list.values[2], 5000);
    assert_true(number > 0.49 && number < 0.51);
    assert_string_equal(text, "-");
    assert_string_equal(operands[0], "one");
    assert_string_equal(operands[1], "two");
    assert_null(operands[2]);
    assert_int_equal(parse("--choice that"), OPTION_GO_ON);
    assert_int_equal(choice, 1);
    assert_int_equal(parse("-- --flag"), OPTION_GO_ON);
    assert_false(flag);
    assert_string_equal(operands[0], "--flag");
}

/* One line, which names the option and the value. */
static void assert_refused(const char *words, const char *part)
{
    assert_int_equal(parse(words), OPTION_WRONG);
    assert_non_null(strstr(message, part));
    assert_ptr_equal(strchr(message, '\n'), message + strlen(message) - 1);
}

static void bad_values_are_refused_in_one_line(void **state)
{
    (void)state;
    assert_refused("--count 0", "--count: '0' is not a whole number from 1 to 100");
    assert_refused("--count 101", "'101'");
    assert_refused("--count -1", "'-1'");
    assert_refused("--count abc", "'abc'");
    assert_refused("--count 7x", "'7x'");
    assert_refused("--count 99999999999999999999", "'99999999999999999999'");
    assert_refused("--count=", "''");
    assert_refused("--list 1,,2", "--list");
    assert_refused("--list 1,5001", "'1,5001'");
    assert_refused("--list 1,2,", "'1,2,'");
    assert_refused("--number 0", "greater than 0");
    assert_refused("--number -3", "'-3'");
    assert_refused("--number nan", "'nan'");
    assert_refused("--number inf", "'inf'");
    assert_refused("--number 61", "at most 60");
    assert_refused("--choice other", "one of this that");
    assert_refused("--text=", "not empty");
    assert_refused("--count", "--count needs a value");
    assert_refused("--flag=1", "takes no value");
    assert_refused("--nothing", "unknown option '--nothing'");
    assert_refused("-x", "unknown option '-x'");
    assert_refused("one two three", "too many operands");
}

static void too_long_a_list_is_refused(void **state)
{
    (void)state;
    char words[256] = "--list 1";
    for (int i = 0; i < OPTION_COUNTS_MAX; i++)
        strcat(words, ",1");
    assert_refused(words, "--list");
}

static void the_environment_sets_what_the_line_does_not(void **state)
{
    (void)state;
    setenv("RACELAB_TEST_COUNT", "42", 1);
    assert_int_equal(parse(""), OPTION_GO_ON);
    assert_int_equal(count, 42);
    assert_int_equal(parse("--count 3"), OPTION_GO_ON);
    assert_int_equal(count, 3);
    setenv("RACELAB_TEST_COUNT", "many", 1);
    assert_refused("", "RACELAB_TEST_COUNT 'many'");
    unsetenv("RACELAB_TEST_COUNT");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_values_are_taken),
        cmocka_unit_test(bad_values_are_refused_in_one_line),
        cmocka_unit_test(too_long_a_list_is_refused),
        cmocka_unit_test(the_environment_sets_what_the_line_does_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
