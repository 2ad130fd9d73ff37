/* The C text as tokens: what is found in it, and what only looks so. */
#include "workshop/code.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static char *function_in(const char *text)
{
    struct code code;
    code_init(&code, text);
    char *body = code_function(&code, "watch");
    code_release(&code);
    return body;
}

static void blanks_and_comments_do_not_count(void **state)
{
    (void)state;
    char *x = function_in("static void watch(int a) { a += 1; /* one */ }");
    char *y = function_in("static void\nwatch ( int a ) // {\n{ a\\\n +=1 ; }");
    assert_non_null(x);
    assert_string_equal(x, y);
    free(x);
    free(y);
}

static void calls_and_what_is_not_compiled_are_no_functions(void **state)
{
    (void)state;
    assert_null(function_in("void all(void) { watch(1); }"));
    assert_null(function_in("void watch(int a);"));
    assert_null(function_in("#define KEPT void watch(int a) { a++; }\n"));
    assert_null(function_in("#define KEPT /* \n */ void watch(int a) \\\n { a++; }\n"));
    assert_null(function_in("DROP(void watch(int a) { a++; })"));
    assert_null(function_in("const char *kept = \" watch ( int a ) { a++ ; } \";"));
    assert_null(function_in("/* watch(int a) { a++; } */"));
}

static void directives_are_noted(void **state)
{
    (void)state;
    struct code code;
    code_init(&code, "#define ONE 1\n %: define TWO(x) x\nint a;\n# /* */ ifdef ONE\n#endif\n");
    assert_string_equal(code.macros, " ONE TWO ");
    assert_string_equal(code.tokens, " int a ; ");
    assert_true(code.conditional);
    code_release(&code);
    code_init(&code, "#i\\\nf 0\n#endif\n");
    assert_true(code.conditional);
    code_release(&code);
    code_init(&code, "int a = x ? 1 : 2; /*\n#if 0 */ char *b = \"\\\n#if 0\";");
    assert_false(code.conditional);
    code_release(&code);
}

static void macros_are_found_by_their_whole_name(void **state)
{
    (void)state;
    struct code code;
    code_init(&code, "#define eat 1\n");
    assert_null(code_macro_in(&code, "meal ( eaten )"));
    char *macro = code_macro_in(&code, "eat ( meal )");
    assert_string_equal(macro, "eat");
    free(macro);
    code_release(&code);
}

static void pieces_are_replaced(void **state)
{
    (void)state;
    static const struct {
        const char *text, *piece, *with, *result;
    } cases[] = {
        {"a [ i ] ++; a[i]++;", "a[i]++", "b", "b; b;"},
        {"a[i]/* x */++; aa[i]++;", "a[i]++", "b", "b; aa[i]++;"},
        {"\"a[i]++\" /* a[i]++ */ a[j]++", "a[i]++", "b", "\"a[i]++\" /* a[i]++ */ a[j]++"},
        {"a[i]", "a[i]++", "b", "a[i]"},
        {"", "a", "b", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *result = code_replace(cases[i].text, cases[i].piece, cases[i].with);
        assert_string_equal(result, cases[i].result);
        free(result);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blanks_and_comments_do_not_count),
        cmocka_unit_test(calls_and_what_is_not_compiled_are_no_functions),
        cmocka_unit_test(directives_are_noted),
        cmocka_unit_test(macros_are_found_by_their_whole_name),
        cmocka_unit_test(pieces_are_replaced),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
