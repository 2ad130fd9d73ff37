/* What `racelab run` prints, from data made by hand: nothing runs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "report/run_table.h"
#include "report/stress_report.h"
#include "stored.h"

#define GOLDEN RACELAB_TEST_DATA "/../golden/run/"

static struct variant plain = {.lab = "refcount-plain",
                               .name = "plain",
                               .title = "the count is lowered, and then looked at",
                               .switched_by = ""};

static struct stress_outcome words[] = {
    {"0 leaked, 1 freed again", 1500}, {"1 leaked, 0 freed again", 900}, {"\xff\n%s", 100}};

static struct stress_run worded = {.threads = 2,
                                   .increments = 1000,
                                   .trials = 10000,
                                   .wrong = 2500,
                                   .lost = {-1, 1, 3},
                                   .expected = 1000,
                                   .bins = {2500},
                                   .outcomes = words,
                                   .outcome_count = 3,
                                   .ns_per_increment = 17.4,
                                   .seconds = 1.5};

static struct stress_outcome many[] = {{"237 lost", 9}, {"238 lost", 8}};

static struct stress_run scattered = {.threads = 64,
                                      .increments = 1000,
                                      .trials = 1000,
                                      .wrong = 1000,
                                      .lost = {1, 500, 900},
                                      .expected = 1000,
                                      .outcomes = many,
                                      .outcome_count = 2};

static struct stress_run hung = {
    .threads = 8,
    .increments = 1000,
    .trials = 3,
    .hung = 2,
    .expected = 8000,
    .seconds = 20,
    .stacks = "  threads 2, 5-8 in pthread_mutex_lock\n    transfer  two_orders.c:25\n"};

static char *table_of(int width)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    const struct terminal terminal = {.utf8 = true, .width = width};
    struct run_table table;
    stress_run_judge(&worded);
    stress_run_judge(&scattered);
    stress_run_judge(&hung);
    run_table_init(&table, out, terminal, strlen(plain.name));
    run_table_head(&table);
    run_table_row(&table, plain.name, &worded);
    run_table_row(&table, "", &scattered);
    run_table_row(&table, "", &hung);
    run_table_foot(&table);
    fclose(out);
    return text;
}

static void wrong_trials_are_told_in_the_labs_words(void **state)
{
    (void)state;
    char *text = table_of(100);
    assert_true(stored_equals(GOLDEN "table.txt", text));
    free(text);
}

/* Columns, not bytes: the one character beyond ASCII is two bytes. */
static void no_row_is_wider_than_the_terminal(void **state)
{
    (void)state;
    char *text = table_of(60);
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
        assert_true(strlen(line) <= 61);
    free(text);
}

static void the_document_counts_each_wording(void **state)
{
    (void)state;
    struct stress_run runs[] = {worded, hung};
    struct stress_series series = {.variant = &plain, .count = 2, .runs = runs};
    const struct stress_report report = {.lab = "refcount-plain",
                                         .machine = {.cores = 2,
                                                     .load = 0.5,
                                                     .processor = "one",
                                                     .kernel = "6",
                                                     .architecture = "x"},
                                         .count = 1,
                                         .series = &series};
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    stress_run_judge(&runs[0]);
    stress_run_judge(&runs[1]);
    assert_int_equal(stress_report_json(&report, out), 0);
    fclose(out);
    assert_true(stored_equals(GOLDEN "report.json", text));
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_trials_are_told_in_the_labs_words),
        cmocka_unit_test(no_row_is_wider_than_the_terminal),
        cmocka_unit_test(the_document_counts_each_wording),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
