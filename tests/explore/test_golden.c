/* What a person sees of one finding of each kind: as the files in
 * tests/golden/explore have it, 100 columns, without colour. What differs from
 * machine to machine is left out: times, paths, and addresses among the values.
 * RACELAB_BLESS=1 writes the files. */
#include "explorer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PROGRAM(name) RACELAB_PROGRAMS "/" name ".c"

enum { ADDRESS_DIGITS = 7, WIDTH_MAX = 100 };

static const struct {
    const char *name, *operand;
} goldens[] = {
    {"lost_update", "counter/unsynchronized"},
    {"atomicity_violation", "bank-withdraw/two_sections"},
    {"wrong_outcome", "lock-per-field/lock_per_field"},
    {"data_race", "double-checked/plain"},
    {"deadlock", "deadlock-abba/two_orders"},
    {"lost_wakeup", "lost-wakeup/no_predicate"},
    {"endless_run", "deadlock-abba/try_and_keep"},
    {"use_after_free", "free-while-used/free_at_once"},
    {"double_free", PROGRAM("double_free")},
    {"leak", PROGRAM("leak_sometimes")},
    {"thread_leak", PROGRAM("thread_leak")},
    {"lock_misuse", PROGRAM("unlock_not_owner")},
    {"assertion", PROGRAM("assertion")},
    {"crash", PROGRAM("crash")},
    {"locals", PROGRAM("local_names")},
};

static bool varies(const char *line)
{
    return strncmp(line, "searched ", 9) == 0 || strncmp(line, "again ", 6) == 0;
}

static bool is_program(const char *line)
{
    return strncmp(line, RACELAB_PROGRAMS, sizeof RACELAB_PROGRAMS - 1) == 0;
}

/* Digits of an address become `#`, so that columns stay where they are. Returns
 * whether there are any. */
static bool hide_addresses(char *line)
{
    bool found = false;
    for (char *at = line; *at;) {
        size_t digits = strspn(at, "0123456789");
        if (digits >= ADDRESS_DIGITS)
            memset(at, '#', digits);
        found |= digits >= ADDRESS_DIGITS;
        at += digits ? digits : 1;
    }
    return found;
}

static size_t columns_of(const char *line)
{
    size_t count = 0;
    for (; *line; line++)
        count += ((unsigned char)*line & 0xc0) != 0x80;
    return count;
}

/* The output as it is kept. The caller frees it. */
static char *normal(char *output, const char *name)
{
    char *text = NULL, *rest;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    for (char *line = strtok_r(output, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        if (varies(line))
            continue;
        if (is_program(line))
            line = strrchr(line, '/') + 1;
        bool has_address = hide_addresses(line); /* as wide as the machine makes it */
        if (columns_of(line) > WIDTH_MAX && !has_address)
            fail_msg("%s: more than %d columns: %s", name, WIDTH_MAX, line);
        fprintf(out, "%s\n", line);
    }
    fclose(out);
    return text;
}

static char *read_file(const char *path)
{
    char *text = NULL;
    size_t room = 0;
    FILE *file = fopen(path, "r");
    if (!file || getdelim(&text, &room, '\0', file) < 0)
        fail_msg("cannot read '%s'", path);
    fclose(file);
    return text;
}

static void bless(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void compare(const char *name, const char *operand)
{
    const char *const arguments[] = {"explore", operand, "--color", "never", NULL};
    char path[512], *output;
    snprintf(path, sizeof path, RACELAB_PROGRAMS "/../../golden/explore/%s.txt", name);
    assert_int_equal(explorer_exit(arguments, &output), 1);
    char *text = normal(output, name);
    if (getenv("RACELAB_BLESS"))
        bless(path, text);
    char *golden = read_file(path);
    if (strcmp(golden, text) != 0)
        fail_msg("%s: expected\n%s\nbut it is\n%s", name, golden, text);
    free(golden);
    free(text);
    free(output);
}

static void findings_look_as_they_did(void **state)
{
    (void)state;
    setenv("LC_ALL", "C.UTF-8", 1);
    for (size_t i = 0; i < sizeof goldens / sizeof *goldens; i++)
        compare(goldens[i].name, goldens[i].operand);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(findings_look_as_they_did)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
