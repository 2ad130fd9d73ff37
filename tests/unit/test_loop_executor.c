/* The executor: jobs, their results on a loop, map, and what goes wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "loop/executor.h"
#include "loop/task.h"

#include <errno.h>

static struct executor executor;

static void *twice(void *argument)
{
    *(long *)argument *= 2;
    return argument;
}

static void *wait_for(void *future)
{
    future_wait(future, NULL);
    return NULL;
}

static void square(void *item)
{
    *(long *)item *= *(long *)item;
}

struct asker {
    struct task task;
    struct job job;
    long number;
};

static enum task_step ask(struct task *task)
{
    struct asker *me = CONTAINER(task, struct asker, task);
    TASK_BEGIN(task);
    if (executor_submit(&executor, &me->job, twice, &me->number))
        TASK_RETURN(task, -ESHUTDOWN);
    TASK_AWAIT(task, &me->job.done);
    me->number++;
    TASK_END(task);
}

static void test_tasks_await_jobs(void **state)
{
    (void)state;
    static struct asker askers[200];
    struct loop loop;
    assert_int_equal(executor_init(&executor, 3), 0);
    assert_int_equal(loop_init(&loop), 0);
    for (long i = 0; i < 200; i++) {
        askers[i].number = i;
        assert_int_equal(task_start(&loop, &askers[i].task, ask), 0);
    }
    for (long i = 0; i < 200; i++) {
        loop_run_until(&loop, &askers[i].task.done);
        assert_int_equal(askers[i].number, 2 * i + 1);
        job_release(&askers[i].job);
        task_release(&askers[i].task);
    }
    loop_release(&loop);
    executor_release(&executor);
}

static void test_map(void **state)
{
    (void)state;
    long numbers[1000];
    for (long i = 0; i < 1000; i++)
        numbers[i] = i;
    assert_int_equal(executor_init(&executor, 4), 0);
    assert_int_equal(executor_map(&executor, square, numbers, 1000, sizeof *numbers), 0);
    assert_int_equal(executor_map(&executor, square, numbers, 0, sizeof *numbers), 0);
    for (long i = 0; i < 1000; i++)
        assert_int_equal(numbers[i], i * i);
    executor_close(&executor);
    assert_int_equal(executor_map(&executor, square, numbers, 1, sizeof *numbers), -ESHUTDOWN);
    executor_release(&executor);
}

static void test_cancel_a_job(void **state)
{
    (void)state;
    struct future go;
    struct job blocks, queued;
    long number = 4;
    future_init(&go);
    assert_int_equal(executor_init(&executor, 1), 0);
    assert_int_equal(executor_submit(&executor, &blocks, wait_for, &go), 0);
    assert_int_equal(executor_submit(&executor, &queued, twice, &number), 0);
    assert_int_equal(executor_cancel(&executor, &queued), 0);
    assert_int_equal(executor_cancel(&executor, &queued), -EALREADY);
    assert_int_equal(future_wait(&queued.done, NULL), -ECANCELED);
    future_set(&go, NULL);
    assert_int_equal(future_wait(&blocks.done, NULL), 0);
    assert_int_equal(executor_cancel(&executor, &blocks), -EALREADY);
    assert_int_equal(number, 4);
    executor_release(&executor);
    job_release(&blocks);
    job_release(&queued);
    future_release(&go);
}

static void *say_running(void *futures)
{
    future_set((struct future *)futures, NULL);
    return wait_for((struct future *)futures + 1);
}

static void test_a_running_job_is_busy(void **state)
{
    (void)state;
    struct future futures[2];
    struct job job;
    future_init(&futures[0]);
    future_init(&futures[1]);
    assert_int_equal(executor_init(&executor, 1), 0);
    assert_int_equal(executor_submit(&executor, &job, say_running, futures), 0);
    future_wait(&futures[0], NULL);
    assert_int_equal(executor_cancel(&executor, &job), -EBUSY);
    future_set(&futures[1], NULL);
    executor_release(&executor);
    assert_int_equal(future_result(&job.done, NULL), 0);
    job_release(&job);
    future_release(&futures[0]);
    future_release(&futures[1]);
}

static void test_queued_jobs_run_after_close(void **state)
{
    (void)state;
    struct job jobs[20], refused;
    long number = 1;
    assert_int_equal(executor_init(&executor, 1), 0);
    for (int i = 0; i < 20; i++)
        assert_int_equal(executor_submit(&executor, &jobs[i], twice, &number), 0);
    executor_close(&executor);
    assert_int_equal(executor_submit(&executor, &refused, twice, &number), -ESHUTDOWN);
    executor_release(&executor);
    assert_int_equal(number, 1 << 20);
    for (int i = 0; i < 20; i++)
        job_release(&jobs[i]);
}

static void test_an_executor_needs_a_worker(void **state)
{
    (void)state;
    assert_int_equal(executor_init(&executor, 0), -EINVAL);
    assert_int_equal(executor_init(&executor, -1), -EINVAL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tasks_await_jobs),
        cmocka_unit_test(test_map),
        cmocka_unit_test(test_cancel_a_job),
        cmocka_unit_test(test_a_running_job_is_busy),
        cmocka_unit_test(test_queued_jobs_run_after_close),
        cmocka_unit_test(test_an_executor_needs_a_worker),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
