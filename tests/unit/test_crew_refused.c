/* A thread that the system refuses is told, and leaves nothing behind. In a
 * process of its own, and not under the sanitizers whose shadow memory needs
 * the whole address space: the test limits it. */
#include "stress/crew.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/resource.h>
#include <cmocka.h>

/* The limit on the address space stops the creation of threads at some number,
 * for root as well. */
static void a_refused_thread_is_told(void **state)
{
    (void)state;
    struct rlimit before, tight;
    struct crew_refusal refusal = {0};
    const struct crew_spec spec = {.threads = 200000};
    assert_int_equal(getrlimit(RLIMIT_AS, &before), 0);
    tight = before;
    tight.rlim_cur = (rlim_t)1 << 30;
    assert_int_equal(setrlimit(RLIMIT_AS, &tight), 0);
    struct crew *crew = crew_new(&spec, &refusal);
    assert_int_equal(setrlimit(RLIMIT_AS, &before), 0);
    assert_null(crew);
    assert_true(refusal.thread >= 1 && refusal.thread < 200000);
    assert_true(refusal.error == EAGAIN || refusal.error == ENOMEM);
    const struct crew_spec next = {.threads = 8};
    crew = crew_new(&next, &refusal); /* nothing of the first is in its way */
    assert_non_null(crew);
    crew_free(crew);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_refused_thread_is_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
