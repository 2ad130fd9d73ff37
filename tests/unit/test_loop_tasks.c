/* Tasks, futures, groups, cancellation and time limits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "loop/group.h"

#include <errno.h>

static struct loop loop;

struct worker {
    struct task task;
    struct future *awaits;
    int64_t nanoseconds;
    int fails_with; /* what it returns after its wait went well */
    int left;
    int saw; /* how its wait ended */
};

static long steps;

static enum task_step count_down(struct task *task)
{
    struct worker *me = CONTAINER(task, struct worker, task);
    TASK_BEGIN(task);
    for (; me->left > 0; me->left--) {
        steps++;
        TASK_YIELD(task);
        if (task_error(task))
            TASK_RETURN(task, task_error(task));
    }
    TASK_END(task);
}

static enum task_step await(struct task *task)
{
    struct worker *me = CONTAINER(task, struct worker, task);
    TASK_BEGIN(task);
    if (me->nanoseconds)
        TASK_AWAIT_FOR(task, me->awaits, me->nanoseconds);
    else
        TASK_AWAIT(task, me->awaits);
    me->saw = task_error(task);
    TASK_END(task);
}

static enum task_step sleep_then_return(struct task *task)
{
    struct worker *me = CONTAINER(task, struct worker, task);
    TASK_BEGIN(task);
    TASK_SLEEP(task, me->nanoseconds);
    me->saw = task_error(task);
    TASK_RETURN(task, me->saw ? me->saw : me->fails_with);
    TASK_END(task);
}

static int open_loop(void **state)
{
    (void)state;
    steps = 0;
    return loop_init(&loop);
}

static int close_loop(void **state)
{
    (void)state;
    loop_release(&loop);
    return 0;
}

static void start(struct worker *worker, enum task_step (*step)(struct task *task))
{
    assert_int_equal(task_start(&loop, &worker->task, step), 0);
}

/* Runs the loop until the task has ended; returns its result. */
static int result_of(struct worker *worker)
{
    loop_run_until(&loop, &worker->task.done);
    int result = future_result(&worker->task.done, NULL);
    task_release(&worker->task);
    return result;
}

static void test_five_thousand_tasks(void **state)
{
    (void)state;
    static struct worker workers[5000];
    for (int i = 0; i < 5000; i++) {
        workers[i].left = 20;
        start(&workers[i], count_down);
    }
    for (int i = 0; i < 5000; i++)
        assert_int_equal(result_of(&workers[i]), 0);
    assert_int_equal(steps, 100000);
}

static void test_future_is_set_once(void **state)
{
    (void)state;
    struct future future;
    int number = 5;
    void *value = NULL;
    future_init(&future);
    assert_int_equal(future_result(&future, &value), -EINPROGRESS);
    assert_int_equal(future_set(&future, &number), 0);
    assert_int_equal(future_set(&future, NULL), -EALREADY);
    assert_int_equal(future_fail(&future, -EIO), -EALREADY);
    assert_int_equal(future_wait(&future, &value), 0);
    assert_ptr_equal(value, &number);
    future_release(&future);
}

static void *set_from_thread(void *future)
{
    future_set(future, NULL);
    return NULL;
}

static void test_future_set_by_another_thread(void **state)
{
    (void)state;
    for (int round = 0; round < 200; round++) {
        struct future future;
        struct worker workers[3] = {0};
        pthread_t thread;
        future_init(&future);
        for (int i = 0; i < 3; i++) {
            workers[i].awaits = &future;
            start(&workers[i], await);
        }
        pthread_create(&thread, NULL, set_from_thread, &future);
        for (int i = 0; i < 3; i++)
            assert_int_equal(result_of(&workers[i]), 0);
        future_release(&future); /* at once, though the setter may be on its way out */
        pthread_join(thread, NULL);
    }
}

static void test_error_of_a_future_reaches_the_task(void **state)
{
    (void)state;
    struct future future;
    struct worker before = {.awaits = &future}, after = {.awaits = &future}, other = {.left = 1};
    future_init(&future);
    start(&before, await);
    start(&other, count_down);
    assert_int_equal(result_of(&other), 0); /* the first one waits by now */
    assert_int_equal(future_fail(&future, -EIO), 0);
    start(&after, await);
    assert_int_equal(result_of(&before), 0);
    assert_int_equal(result_of(&after), 0);
    assert_int_equal(before.saw, -EIO);
    assert_int_equal(after.saw, -EIO);
    future_release(&future);
}

static void test_time_limit(void **state)
{
    (void)state;
    struct future never, there;
    future_init(&never);
    future_init(&there);
    future_set(&there, NULL);
    struct worker late = {.awaits = &never, .nanoseconds = LOOP_MILLISECOND};
    struct worker early = {.awaits = &there, .nanoseconds = LOOP_SECOND * 1000};
    start(&late, await);
    start(&early, await);
    assert_int_equal(result_of(&late), 0);
    assert_int_equal(result_of(&early), 0);
    assert_int_equal(late.saw, -ETIMEDOUT);
    assert_int_equal(early.saw, 0);
    assert_int_equal(timers_due(&loop.timers), INT64_MAX);
    future_release(&never);
    future_release(&there);
}

static void *set_soon(void *future)
{
    int64_t end = clock_after(LOOP_MILLISECOND);
    while (clock_now() < end)
        ;
    future_set(future, NULL);
    return NULL;
}

/* The future and the time limit come at about the same moment: one of them
 * wins, and the task is woken once. */
static void test_time_limit_against_set(void **state)
{
    (void)state;
    for (int round = 0; round < 100; round++) {
        struct future future;
        pthread_t thread;
        struct worker worker = {.awaits = &future, .nanoseconds = LOOP_MILLISECOND};
        future_init(&future);
        pthread_create(&thread, NULL, set_soon, &future);
        start(&worker, await);
        assert_int_equal(result_of(&worker), 0);
        assert_true(worker.saw == 0 || worker.saw == -ETIMEDOUT);
        pthread_join(thread, NULL);
        future_release(&future);
    }
}

static void test_cancel(void **state)
{
    (void)state;
    struct future never;
    future_init(&never);
    struct worker waits = {.awaits = &never}, unborn = {.left = 1}, sleeps = {0}, first = {0};
    sleeps.nanoseconds = LOOP_SECOND * 1000;
    start(&waits, await);
    start(&sleeps, sleep_then_return);
    first.left = 1;
    start(&first, count_down);
    assert_int_equal(result_of(&first), 0); /* the others wait by now */
    start(&unborn, count_down);
    steps = 0;
    assert_int_equal(task_cancel(&waits.task), 0);
    assert_int_equal(task_cancel(&waits.task), 0); /* twice is once */
    assert_int_equal(task_cancel(&sleeps.task), 0);
    assert_int_equal(task_cancel(&unborn.task), 0);
    assert_int_equal(result_of(&unborn), -ECANCELED);
    assert_int_equal(steps, 0);
    assert_int_equal(result_of(&waits), 0); /* it saw it, and chose to return 0 */
    assert_int_equal(waits.saw, -ECANCELED);
    assert_int_equal(result_of(&sleeps), -ECANCELED);
    assert_int_equal(task_cancel(&sleeps.task), -EALREADY);
    future_release(&never);
}

static void test_group_waits_for_all(void **state)
{
    (void)state;
    struct group group;
    struct worker workers[50] = {0};
    group_init(&group);
    for (int i = 0; i < 50; i++) {
        workers[i].nanoseconds = i * 1000;
        assert_int_equal(group_start(&group, &loop, &workers[i].task, sleep_then_return), 0);
    }
    loop_run_until(&loop, group_seal(&group));
    assert_int_equal(future_result(&group.done, NULL), 0);
    assert_int_equal(group_start(&group, &loop, &workers[0].task, sleep_then_return), -ESHUTDOWN);
    for (int i = 0; i < 50; i++)
        assert_int_equal(result_of(&workers[i]), 0);
    group_release(&group);
}

static void test_group_cancels_the_rest(void **state)
{
    (void)state;
    struct group group;
    struct worker bad = {.nanoseconds = LOOP_MILLISECOND, .fails_with = -EIO};
    struct worker slow = {.nanoseconds = LOOP_SECOND * 1000}, late = {0};
    group_init(&group);
    assert_int_equal(group_start(&group, &loop, &bad.task, sleep_then_return), 0);
    assert_int_equal(group_start(&group, &loop, &slow.task, sleep_then_return), 0);
    assert_int_equal(result_of(&bad), -EIO);
    assert_int_equal(group_start(&group, &loop, &late.task, count_down), -EIO);
    loop_run_until(&loop, group_seal(&group));
    assert_int_equal(future_result(&group.done, NULL), -EIO);
    assert_int_equal(result_of(&slow), -ECANCELED);
    group_release(&group);
}

static void test_empty_group_is_done(void **state)
{
    (void)state;
    struct group group;
    group_init(&group);
    assert_int_equal(future_result(group_seal(&group), NULL), 0);
    assert_int_equal(future_result(group_seal(&group), NULL), 0);
    group_release(&group);
}

static void test_close_cancels_what_waits(void **state)
{
    (void)state;
    struct future never;
    future_init(&never);
    struct worker waits = {.awaits = &never}, refused = {0};
    start(&waits, await);
    assert_int_equal(loop_close(&loop), 0);
    loop_run(&loop);
    assert_int_equal(waits.saw, -ECANCELED);
    assert_int_equal(task_start(&loop, &refused.task, count_down), -ESHUTDOWN);
    assert_int_equal(future_result(&waits.task.done, NULL), 0);
    task_release(&waits.task);
    future_release(&never);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_five_thousand_tasks, open_loop, close_loop),
        cmocka_unit_test_setup_teardown(test_future_is_set_once, open_loop, close_loop),
        cmocka_unit_test_setup_teardown(test_future_set_by_another_thread, open_loop, close_loop),
        cmocka_unit_test_setup_teardown(test_error_of_a_future_reaches_the_task, open_loop,
                                        close_loop),
        cmocka_unit_test_setup_teardown(test_time_limit, open_loop, close_loop),
        cmocka_unit_test_setup_teardown(test_time_limit_against_set, open_loop, close_loop),
        cmocka_unit_test_setup_teardown(test_cancel, open_loop, close_loop),
        cmocka_unit_test_setup_teardown(test_group_waits_for_all, open_loop, close_loop),
        cmocka_unit_test_setup_teardown(test_group_cancels_the_rest, open_loop, close_loop),
        cmocka_unit_test_setup_teardown(test_empty_group_is_done, open_loop, close_loop),
        cmocka_unit_test_setup_teardown(test_close_cancels_what_waits, open_loop, close_loop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
