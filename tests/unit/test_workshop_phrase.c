/* What other parts say in English is taken apart and said in German. */
#include "workshop/phrase.h"
#include "workshop/sentence.h"
#include "judge/finding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void says(const char *english, const char *german)
{
    char *text = phrase(english);
    assert_string_equal(text, german);
    free(text);
}

static void test_english_stays(void **state)
{
    (void)state;
    sentence_language(NULL);
    says("data race", "data race");
    says("A waits at a.c:1 to lock b; x", "A waits at a.c:1 to lock b; x");
}

static void test_operations(void **state)
{
    (void)state;
    sentence_language("de");
    says("between A's read of n in step 1 and its write in step 4 came B's write in step 3: no "
         "order of the two threads one after the other gives this",
         "zwischen Lesen von n durch A in Schritt 1 und Schreiben in Schritt 4 kam Schreiben von B "
         "in Schritt 3: Keine Reihenfolge der beiden Threads nacheinander ergibt das");
    says("A's read (step 1) and B's fetch_add (step 2), no lock in common",
         "Lesen von A (Schritt 1) und fetch_add von B (Schritt 2), keine gemeinsame Sperre");
    says("read", "read"); /* the name of somebody's variable */
    char *stale = phrase_operation("stale at 3");
    assert_string_equal(stale, "veraltet bei 3");
    free(stale);
    sentence_language(NULL);
}

static void test_german(void **state)
{
    (void)state;
    sentence_language("de");
    says("", "");
    says("ends at -1, expected 2", "endet bei -1, erwartet 2");
    says("1 torn", "1 torn");
    says("A read n = 0 in step 1, before B's store of 1 in step 3; A's own store of 1 in step 4 "
         "overwrote it: an update was lost",
         "A las n = 0 in Schritt 1, bevor B in Schritt 3 1 schrieb; in Schritt 4 überschrieb A das "
         "mit 1: Eine Änderung ging verloren");
    says("A waits at x.c:25 to lock forks[1], held by B; B waits at x.c:25 to lock forks[0], held "
         "by A; a cycle: A -> B -> A",
         "A wartet bei x.c:25 auf die Sperre forks[1], gehalten von B; B wartet bei x.c:25 auf die "
         "Sperre forks[0], gehalten von A; ein Kreis: A -> B -> A");
    says("main freed it at p.c:20 in step 1; B at p.c:31, in take, reads it after that: nothing "
         "keeps the memory until everybody is done",
         "main gab es bei p.c:20 in Schritt 1 frei; B liest es danach bei p.c:31, in take: Nichts "
         "hält den Speicher, bis alle fertig sind");
    says("A at p.c:31 holds no lock; B at p.c:32 holds m, n", "A hält bei p.c:31 keine Sperre; B "
                                                              "hält bei p.c:32 m, n");
    says("something; that nobody knows", "something; that nobody knows");
    sentence_language(NULL);
}

/* Each place of the translation is one of the English phrase, and the other way round. */
static void test_places(void **state)
{
    (void)state;
    for (const struct phrase *one = phrases_de; one->english; one++)
        for (char place[] = "{a}"; place[1] <= 'z'; place[1]++)
            assert_int_equal(strstr(one->english, place) != NULL,
                             strcasestr(one->translated, place) != NULL);
}

static void test_kinds_have_names(void **state)
{
    (void)state;
    sentence_language("de");
    for (int kind = 0; kind < FINDING_KIND_COUNT; kind++) {
        const char *english = finding_kind_name((enum finding_kind)kind);
        char *german = phrase(english);
        bool of_check = kind == FINDING_SIGNAL_UNSAFE || kind == FINDING_ERRNO_SPOILED;
        assert_true(of_check || strcmp(german, english) != 0);
        free(german);
    }
    sentence_language(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_english_stays),    cmocka_unit_test(test_german),
        cmocka_unit_test(test_operations),       cmocka_unit_test(test_places),
        cmocka_unit_test(test_kinds_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
