/* The loop itself: posts, order, timers, closing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "loop/future.h"
#include "loop/outbox.h"
#include "loop/owner.h"
#include "loop/task.h"

#include <errno.h>
#include <stdlib.h>

enum { POSTERS = 4, POSTS = 5000 };

struct note {
    struct post post;
    long poster;
    long number;
};

/* Touched by the loop's thread alone. */
static long next_number[POSTERS];
static long out_of_order, total;

static void note_run(struct post *post)
{
    struct note *note = CONTAINER(post, struct note, post);
    out_of_order += note->number != next_number[note->poster]++;
    total++;
}

static struct owner owner;

static void *post_many(void *argument)
{
    struct note *notes = argument;
    for (long i = 0; i < POSTS; i++) {
        notes[i].number = i;
        notes[i].post.run = note_run;
        if (loop_post(&owner.loop, &notes[i].post))
            abort();
    }
    return NULL;
}

static void forget_all(void)
{
    out_of_order = total = 0;
    for (int i = 0; i < POSTERS; i++)
        next_number[i] = 0;
}

static void test_posts_of_a_thread_run_in_order(void **state)
{
    (void)state;
    pthread_t threads[POSTERS];
    struct note *notes = calloc((size_t)POSTERS * POSTS, sizeof *notes);
    forget_all();
    assert_int_equal(owner_start(&owner), 0);
    for (long i = 0; i < POSTERS; i++) {
        for (long j = 0; j < POSTS; j++)
            notes[i * POSTS + j].poster = i;
        pthread_create(&threads[i], NULL, post_many, notes + i * POSTS);
    }
    for (int i = 0; i < POSTERS; i++)
        pthread_join(threads[i], NULL);
    owner_stop(&owner);
    assert_int_equal(total, POSTERS * POSTS);
    assert_int_equal(out_of_order, 0);
    free(notes);
}

static void add_one(void *argument)
{
    ++*(long *)argument;
}

static void *post_through_outbox(void *slots)
{
    struct call calls[64];
    struct outbox box;
    outbox_init(&box, &owner.loop, calls, *(size_t *)slots);
    box.asymmetric &= *(size_t *)slots != 16; /* once as where the system has no barrier */
    for (int i = 0; i < POSTS; i++)
        if (outbox_post(&box, add_one, &total))
            abort();
    outbox_drain(&box);
    outbox_release(&box);
    return NULL;
}

static void test_outboxes_lose_nothing(void **state)
{
    (void)state;
    for (size_t slots = OUTBOX_SLOTS_LEAST; slots <= 64; slots *= 4) {
        pthread_t threads[POSTERS];
        total = 0;
        assert_int_equal(owner_start(&owner), 0);
        for (int i = 0; i < POSTERS; i++)
            pthread_create(&threads[i], NULL, post_through_outbox, &slots);
        for (int i = 0; i < POSTERS; i++)
            pthread_join(threads[i], NULL);
        owner_stop(&owner);
        assert_int_equal(total, POSTERS * POSTS);
    }
}

static void test_call_waits_for_the_owner(void **state)
{
    (void)state;
    long here = 0;
    assert_int_equal(owner_start(&owner), 0);
    for (int i = 0; i < 200; i++) {
        assert_int_equal(owner_call(&owner, add_one, &here), 0);
        assert_int_equal(here, i + 1);
    }
    owner_stop(&owner);
}

static void test_nothing_is_accepted_after_close(void **state)
{
    (void)state;
    struct loop loop;
    struct call calls[OUTBOX_SLOTS_LEAST];
    struct outbox box;
    struct note note = {.post = {.run = note_run}};
    long count = 0;
    forget_all();
    assert_int_equal(loop_init(&loop), 0);
    assert_int_equal(loop_post(&loop, &note.post), 0);
    assert_int_equal(loop_close(&loop), 0);
    assert_int_equal(loop_close(&loop), -EALREADY);
    loop_run(&loop);
    assert_int_equal(total, 1); /* accepted before the close, so it ran */
    assert_int_equal(loop_post(&loop, &note.post), -ESHUTDOWN);
    outbox_init(&box, &loop, calls, OUTBOX_SLOTS_LEAST);
    for (int i = 0; i < 5; i++)
        assert_int_equal(outbox_post(&box, add_one, &count), -ESHUTDOWN);
    outbox_release(&box);
    assert_int_equal(count, 0);
    assert_int_equal(total, 1);
    loop_release(&loop);
}

/* Posts until refused; what was accepted must have run. */
static void *post_until_closed(void *accepted)
{
    struct call calls[4];
    struct outbox box;
    outbox_init(&box, &owner.loop, calls, 4);
    while (!outbox_post(&box, add_one, &total))
        ++*(long *)accepted;
    outbox_release(&box);
    return NULL;
}

static void test_close_while_others_post(void **state)
{
    (void)state;
    for (int round = 0; round < 50; round++) {
        pthread_t threads[POSTERS];
        long accepted[POSTERS] = {0}, sum = 0;
        total = 0;
        assert_int_equal(owner_start(&owner), 0);
        for (int i = 0; i < POSTERS; i++)
            pthread_create(&threads[i], NULL, post_until_closed, &accepted[i]);
        loop_close(&owner.loop);
        for (int i = 0; i < POSTERS; i++) {
            pthread_join(threads[i], NULL);
            sum += accepted[i];
        }
        owner_stop(&owner); /* its own close is refused, quietly */
        assert_int_equal(total, sum);
    }
}

/* Timers */

enum { TIMERS = 300 };

static long fired;
static int64_t last_due;

struct alarm {
    struct timer timer;
    struct future *last; /* set by the one that fires last */
};

static void alarm_fires(struct timer *timer)
{
    struct alarm *alarm = CONTAINER(timer, struct alarm, timer);
    assert_true(timer->due >= last_due);
    assert_true(clock_now() >= timer->due);
    last_due = timer->due;
    fired++;
    if (alarm->last)
        future_set(alarm->last, NULL);
}

static void test_timers_fire_in_order(void **state)
{
    (void)state;
    static struct alarm alarms[TIMERS];
    struct loop loop;
    struct future last;
    future_init(&last);
    assert_int_equal(loop_init(&loop), 0);
    fired = last_due = 0;
    for (int i = 0; i < TIMERS; i++)
        loop_timer_start(&loop, &alarms[i].timer, (i * 7919 % TIMERS) * 10000, alarm_fires);
    for (int i = 0; i < TIMERS; i += 3) /* a third never fires */
        assert_int_equal(loop_timer_stop(&loop, &alarms[i].timer), 0);
    assert_int_equal(loop_timer_stop(&loop, &alarms[0].timer), -EALREADY);
    struct alarm end = {.last = &last};
    loop_timer_start(&loop, &end.timer, TIMERS * 20000, alarm_fires);
    loop_run_until(&loop, &last);
    assert_int_equal(fired, TIMERS - TIMERS / 3 + 1);
    assert_int_equal(loop_timer_stop(&loop, &end.timer), -EALREADY);
    future_release(&last);
    loop_release(&loop);
}

static void test_timers_due_together_fire_in_order_of_start(void **state)
{
    (void)state;
    struct timers timers = {0};
    struct alarm alarms[20] = {0};
    fired = last_due = 0;
    for (int i = 0; i < 20; i++)
        timers_start(&timers, &alarms[i].timer, 5, alarm_fires);
    for (uint64_t i = 0; i < 20; i++) {
        assert_int_equal(timers.first->number, i);
        timers_stop(&timers, timers.first);
    }
    assert_int_equal(timers_due(&timers), INT64_MAX);
}

static void test_far_away_is_not_the_past(void **state)
{
    (void)state;
    assert_int_equal(clock_after(INT64_MAX), INT64_MAX - 1);
    assert_true(clock_after(0) <= clock_now());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_posts_of_a_thread_run_in_order),
        cmocka_unit_test(test_outboxes_lose_nothing),
        cmocka_unit_test(test_call_waits_for_the_owner),
        cmocka_unit_test(test_nothing_is_accepted_after_close),
        cmocka_unit_test(test_close_while_others_post),
        cmocka_unit_test(test_timers_fire_in_order),
        cmocka_unit_test(test_timers_due_together_fire_in_order_of_start),
        cmocka_unit_test(test_far_away_is_not_the_past),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
