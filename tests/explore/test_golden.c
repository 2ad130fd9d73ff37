/* What a person sees of one finding of each kind: as the files in
 * tests/golden/explore have it, 100 columns, without colour. What differs from
 * machine to machine is left out: times and paths. No line is wider than that,
 * whatever the values and however many the threads.
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

#define SIXTEEN "A1B1C1D1E1F1G1H1I1J1K1L1M1N1O1P1"

enum { WIDTH_MAX = 100, WORDS_MAX = 6 };

static const struct {
    const char *name, *words[WORDS_MAX];
} goldens[] = {
    {"lost_update", {"explore", "counter/unsynchronized"}},
    {"atomicity_violation", {"explore", "bank-withdraw/two_sections"}},
    {"wrong_outcome", {"explore", "lock-per-field/lock_per_field"}},
    {"data_race", {"explore", "double-checked/plain"}},
    {"deadlock", {"explore", "deadlock-abba/two_orders"}},
    {"lost_wakeup", {"explore", "lost-wakeup/no_predicate"}},
    {"endless_run", {"explore", "deadlock-abba/try_and_keep"}},
    {"use_after_free", {"explore", "free-while-used/free_at_once"}},
    {"double_free", {"explore", PROGRAM("double_free")}},
    {"leak", {"explore", PROGRAM("leak_sometimes")}},
    {"thread_leak", {"explore", PROGRAM("thread_leak")}},
    {"lock_misuse", {"explore", PROGRAM("unlock_not_owner")}},
    {"assertion", {"explore", PROGRAM("assertion")}},
    {"crash", {"explore", PROGRAM("crash")}},
    {"locals", {"explore", PROGRAM("local_names")}},
    {"pointers", {"explore", PROGRAM("pointers")}},
    {"five_threads", {"explore", PROGRAM("philosophers")}},
    {"sixteen_threads", {"replay", "counter/unsynchronized", SIXTEEN SIXTEEN, "--threads", "16"}},
};

static bool varies(const char *line)
{
    return strncmp(line, "searched ", 9) == 0 || strncmp(line, "again ", 6) == 0;
}

static bool is_program(const char *line)
{
    return strncmp(line, RACELAB_PROGRAMS, sizeof RACELAB_PROGRAMS - 1) == 0;
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
        if (columns_of(line) > WIDTH_MAX)
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

static void compare(const char *name, const char *const *words)
{
    const char *arguments[WORDS_MAX + 3] = {words[0], "--color", "never"};
    memcpy(arguments + 3, words + 1, (WORDS_MAX - 1) * sizeof *words);
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
        compare(goldens[i].name, goldens[i].words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(findings_look_as_they_did)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
