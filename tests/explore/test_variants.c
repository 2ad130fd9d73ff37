/* Every variant that was built says in its own file what the explorer must
 * find; what is not modelled must say so. */
#include "explorer.h"

#include "judge/finding.h"
#include "process/child.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *expected_verdict(enum finding_kind kind)
{
    return kind == FINDING_NONE ? "proved" : kind == FINDING_UNSUPPORTED ? "unsupported" : "caught";
}

/* Some finding is of the kind. */
static bool found(const json_t *variant, enum finding_kind kind)
{
    size_t index;
    json_t *item;
    json_array_foreach(json_object_get(variant, "findings"), index,
                       item) if (strcmp(explorer_text(item, "kind"), finding_kind_name(kind)) ==
                                 0) return true;
    return false;
}

/* What the variant says of itself: `binary --describe`. */
static enum finding_kind expectation(const char *folder, const char *lab, const char *variant)
{
    static const char key[] = "expect-explore: ";
    char binary[4096];
    struct child_result result;
    snprintf(binary, sizeof binary, "%s/%s-%s", folder, lab, variant);
    const char *const argv[] = {binary, "--describe", NULL};
    const struct child_spec spec = {.argv = argv, .seconds = 20};
    assert_int_equal(child_run(&spec, &result), 0);
    const char *line = strstr(result.output, key);
    assert_non_null(line);
    long kind = strtol(line + strlen(key), NULL, 10);
    child_result_release(&result);
    return (enum finding_kind)kind;
}

static void check(const char *folder, const char *lab, const char *variant)
{
    char name[256];
    snprintf(name, sizeof name, "%s/%s", lab, variant);
    const char *const arguments[] = {"explore", name, "--seconds", "200", NULL};
    enum finding_kind kind = expectation(folder, lab, variant);
    int code = kind == FINDING_NONE ? 0 : kind == FINDING_UNSUPPORTED ? 3 : 1;
    json_t *json = explorer_run(code, arguments);
    if (strcmp(explorer_text(json, "verdict"), expected_verdict(kind)) != 0)
        fail_msg("%s: %s", name, explorer_text(json, "verdict"));
    if (code == 1 && !found(json, kind))
        fail_msg("%s: no %s", name, finding_kind_name(kind));
    json_decref(json);
}

/* Processes and event loops of libraries are outside of the model. */
static bool is_outside(const char *variant)
{
    return strncmp(variant, "processes", 9) == 0 || strstr(variant, "libuv");
}

static void every_variant(void **state)
{
    char folder[3072], manifest[3200], tier[64], lab[64], variant[64];
    size_t checked = 0;
    (void)state;
    snprintf(folder, sizeof folder, "%s", RACELAB);
    *strrchr(folder, '/') = '\0';
    snprintf(manifest, sizeof manifest, "%s/variants.tsv", folder);
    FILE *lines = fopen(manifest, "r");
    assert_non_null(lines);
    while (fscanf(lines, "%63s %63s %63s %*[^\n]", tier, lab, variant) == 3)
        if (!is_outside(variant)) {
            check(folder, lab, variant);
            checked++;
        }
    fclose(lines);
    assert_true(checked >= 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_variant)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
