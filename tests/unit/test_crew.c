/* Crews: all actors play in every trial, in both ways of starting; one crew
 * runs many jobs. */
#include "stress/crew.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <cmocka.h>

static _Atomic long played[2];
static _Atomic long increments_seen;

static void play_first(const struct lab_actor *self)
{
    atomic_fetch_add(&played[0], 1);
    atomic_fetch_add(&increments_seen, self->increments);
}

static void play_second(const struct lab_actor *self)
{
    (void)self;
    atomic_fetch_add(&played[1], 1);
}

static const struct lab two_actors = {.actors = {play_first, play_second}};

struct count {
    long trials, limit;
    bool complete;
    long per_trial[2];
};

static bool judge(void *context, uint64_t nanoseconds)
{
    struct count *count = context;
    (void)nanoseconds;
    for (int i = 0; i < 2; i++)
        count->complete &= atomic_exchange(&played[i], 0) == count->per_trial[i];
    count->trials++;
    return false;
}

static bool next(void *context)
{
    const struct count *count = context;
    return count->trials < count->limit;
}

static void run_job(struct crew *crew, long threads, long trials)
{
    struct crew_refusal refusal;
    struct count count = {
        .limit = trials, .complete = true, .per_trial = {(threads + 1) / 2, threads / 2}};
    const struct crew_job job = {.lab = &two_actors,
                                 .run = {.threads = threads, .increments = 3},
                                 .judge = judge,
                                 .next = next,
                                 .context = &count};
    atomic_store(&increments_seen, 0);
    assert_int_equal(crew_run(crew, &job, &refusal), 0);
    assert_int_equal(count.trials, trials);
    assert_true(count.complete);
    assert_int_equal(atomic_load(&increments_seen), trials * 3 * ((threads + 1) / 2));
}

static void check_crew(enum crew_start start, long threads, bool pin)
{
    struct crew_refusal refusal;
    const struct crew_spec spec = {.threads = threads, .start = start, .pin = pin, .seed = 5};
    struct crew *crew = crew_new(&spec, &refusal);
    assert_non_null(crew);
    run_job(crew, threads, 20);
    run_job(crew, threads, 1);
    run_job(crew, threads, 7);
    crew_free(crew);
}

static void all_actors_play_every_trial(void **state)
{
    (void)state;
    const long sizes[] = {1, 2, 3, 8, 64};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        check_crew(CREW_GATE, sizes[i], false);
        check_crew(CREW_CREATE, sizes[i], false);
    }
    check_crew(CREW_GATE, 4, true);
    check_crew(CREW_CREATE, 4, true);
}

static void a_crew_may_have_no_job(void **state)
{
    (void)state;
    struct crew_refusal refusal;
    const struct crew_spec spec = {.threads = 5};
    struct crew *crew = crew_new(&spec, &refusal);
    assert_non_null(crew);
    crew_free(crew);
    crew_free(NULL);
}

static void stacks_shrink_with_the_crowd(void **state)
{
    (void)state;
    assert_true(crew_stack_size(2) >= crew_stack_size(5000));
    assert_true(crew_stack_size(5000) >= 32768);
    assert_true(crew_cores() >= 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_actors_play_every_trial),
        cmocka_unit_test(a_crew_may_have_no_job),
        cmocka_unit_test(stacks_shrink_with_the_crowd),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
