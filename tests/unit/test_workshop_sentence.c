/* Every translated sentence takes what the English one takes. */
#include "workshop/sentence.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* The conversions of a format, "%ld%s". */
static void conversions_of(const char *format, char list[256])
{
    size_t size = 0;
    for (const char *at = strchr(format, '%'); at; at = strchr(at, '%')) {
        size_t length = 1 + strspn(at + 1, ".*0123456789lz") + 1;
        assert_true(size + length < 256);
        memcpy(list + size, at, length);
        size += length;
        at += length;
    }
    list[size] = '\0';
}

static void test_conversions(void **state)
{
    (void)state;
    for (const struct sentence *one = sentences_de; one->english; one++) {
        char english[256], translated[256];
        conversions_of(one->english, english);
        conversions_of(one->translated, translated);
        if (strcmp(english, translated) != 0)
            print_error("%s\n", one->english);
        assert_string_equal(english, translated);
    }
}

static void test_each_once(void **state)
{
    (void)state;
    for (const struct sentence *one = sentences_de; one->english; one++)
        for (const struct sentence *other = one + 1; other->english; other++)
            assert_string_not_equal(one->english, other->english);
}

static void test_language(void **state)
{
    (void)state;
    const struct sentence *first = &sentences_de[0];
    assert_string_equal(sentence(first->english), first->english);
    sentence_language("de");
    assert_string_equal(sentence(first->english), first->translated);
    assert_string_equal(sentence("nobody says this"), "nobody says this");
    sentence_language("fr");
    assert_string_equal(sentence(first->english), first->english);
    sentence_language(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_conversions),
        cmocka_unit_test(test_each_once),
        cmocka_unit_test(test_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
