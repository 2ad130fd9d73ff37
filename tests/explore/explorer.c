#include "explorer.h"

#include "process/child.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARGUMENTS_MAX = 32, SECONDS = 120 };

static void run(const char *const *arguments, bool json, struct child_result *result)
{
    const char *argv[ARGUMENTS_MAX + 3] = {RACELAB};
    size_t count = 1;
    while (*arguments && count < ARGUMENTS_MAX)
        argv[count++] = *arguments++;
    if (json)
        argv[count++] = "--json";
    const struct child_spec spec = {.argv = argv, .seconds = SECONDS};
    assert_int_equal(child_run(&spec, result), 0);
}

json_t *explorer_run(int code, const char *const *arguments)
{
    struct child_result result;
    json_error_t error;
    run(arguments, true, &result);
    char end[128];
    if (result.end != CHILD_EXITED || result.code != code)
        fail_msg("%s %s: %s, not with %d: %s", arguments[0], arguments[1],
                 child_end_text(&result, end, sizeof end), code, result.errors);
    json_t *document = json_loads(result.output, 0, &error);
    if (!document)
        fail_msg("no JSON: %s", error.text);
    child_result_release(&result);
    json_t *variant = json_array_get(json_object_get(document, "variants"), 0);
    assert_non_null(variant);
    json_incref(variant);
    json_decref(document);
    return variant;
}

int explorer_exit(const char *const *arguments, char **output)
{
    struct child_result result;
    run(arguments, false, &result);
    assert_int_equal(result.end, CHILD_EXITED);
    int code = result.code;
    if (output)
        *output = strdup(result.output);
    child_result_release(&result);
    return code;
}

const char *explorer_digits(const json_t *value)
{
    static char text[8][32];
    static unsigned turn;
    if (json_is_string(value))
        return json_string_value(value);
    char *digits = text[turn++ % 8];
    snprintf(digits, sizeof text[0], "%lld", (long long)json_integer_value(value));
    return digits;
}

const char *explorer_count(const json_t *variant, long long outcome)
{
    size_t index;
    json_t *item;
    json_array_foreach(
        json_object_get(variant, "outcomes"), index,
        item) if (json_integer_value(json_object_get(item, "outcome")) ==
                  outcome) return explorer_digits(json_object_get(item, "interleavings"));
    return "0";
}

size_t explorer_outcomes(const json_t *variant, bool possible)
{
    size_t count = 0, index;
    json_t *item;
    json_array_foreach(json_object_get(variant, "outcomes"), index, item) count +=
        json_is_true(json_object_get(item, "possible")) == possible;
    return count;
}

const char *explorer_text(const json_t *variant, const char *key)
{
    const char *text = json_string_value(json_object_get(variant, key));
    return text ? text : "";
}

const char *explorer_first_kind(const json_t *variant)
{
    const json_t *first = json_array_get(json_object_get(variant, "findings"), 0);
    const char *kind = json_string_value(json_object_get(first, "kind"));
    return kind ? kind : "";
}
