/* The executor when the system gives no memory and no threads. Its sources are
 * compiled here once more, against a calloc and a pthread_create that refuse. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

static int allocations_left, threads_left;

static void *scarce_calloc(size_t count, size_t size)
{
    return allocations_left-- > 0 ? calloc(count, size) : NULL;
}

static int scarce_thread(pthread_t *thread, const pthread_attr_t *attributes,
                         void *(*run)(void *argument), void *argument)
{
    return threads_left-- > 0 ? pthread_create(thread, attributes, run, argument) : EAGAIN;
}

#define calloc scarce_calloc
#define pthread_create scarce_thread
#include "loop/executor.c"
#include "loop/executor_map.c"

static struct executor executor;
static long touched;

static void touch(void *item)
{
    (void)item;
    touched++;
}

static void test_no_memory_for_workers(void **state)
{
    (void)state;
    allocations_left = 0;
    assert_int_equal(executor_init(&executor, 2), -ENOMEM);
}

static void test_no_thread(void **state)
{
    (void)state;
    for (int threads = 0; threads < 3; threads++) {
        allocations_left = 1;
        threads_left = threads;
        assert_int_equal(executor_init(&executor, 3), -EAGAIN); /* those that ran were joined */
    }
}

static void test_no_memory_for_map(void **state)
{
    (void)state;
    char items[4] = {0};
    allocations_left = 1;
    threads_left = 2;
    assert_int_equal(executor_init(&executor, 2), 0);
    assert_int_equal(executor_map(&executor, touch, items, 4, 1), -ENOMEM);
    assert_int_equal(touched, 0);
    executor_release(&executor);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_memory_for_workers),
        cmocka_unit_test(test_no_thread),
        cmocka_unit_test(test_no_memory_for_map),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
