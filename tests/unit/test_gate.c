/* The gate: everybody passes every opening exactly once, nobody passes early,
 * and what the opener and the actors wrote is seen by whom it should be seen. */
#include "stress/gate.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

enum { TRIALS = 300, MEMBERS_MAX = 64 };

struct hall {
    struct gate gate;
    bool over;              /* plain: the gate must order it */
    long trial;             /* written by the opener, read by all: likewise */
    long work[MEMBERS_MAX]; /* written by its member, read by the last one */
    long early;             /* members that saw another trial than theirs */
    _Atomic long passes;
};

struct guest {
    struct hall *hall;
    uint32_t index;
    long early;
};

/* The last one checks that it sees the work of all, and opens the next trial. */
static void judge_and_open(struct hall *hall, struct gate_ticket *ticket)
{
    for (uint32_t i = 0; i < hall->gate.threads; i++)
        if (hall->work[i] != hall->trial)
            hall->early++;
    hall->trial++;
    hall->over = hall->trial > TRIALS;
    gate_gather(&hall->gate);
    gate_open(&hall->gate, ticket,
              (struct aim_starts){.lag = (hall->trial % 5 - 2) * 100,
                                  .spread = hall->trial % 3 == 0 ? 1000 : 0});
}

static void *guest_main(void *argument)
{
    struct guest *guest = argument;
    struct hall *hall = guest->hall;
    struct gate_ticket ticket;
    gate_ticket_init(&ticket, 7, guest->index);
    gate_pass(&hall->gate, &ticket);
    for (long trial = 1; !hall->over; trial++) {
        gate_start(&hall->gate, &ticket);
        guest->early += hall->trial != trial;
        hall->work[guest->index] = trial;
        atomic_fetch_add(&hall->passes, 1);
        if (gate_finish(&hall->gate))
            judge_and_open(hall, &ticket);
        else
            gate_pass(&hall->gate, &ticket);
    }
    return NULL;
}

static void run_hall(uint32_t threads, uint32_t cores)
{
    struct hall *hall = aligned_alloc(GATE_LINE, sizeof *hall);
    struct guest guests[MEMBERS_MAX];
    pthread_t ids[MEMBERS_MAX];
    assert_non_null(hall);
    *hall = (struct hall){.trial = 1};
    gate_init(&hall->gate, threads, cores);
    for (uint32_t i = 0; i < threads; i++) {
        guests[i] = (struct guest){.hall = hall, .index = i};
        assert_int_equal(pthread_create(&ids[i], NULL, guest_main, &guests[i]), 0);
    }
    gate_open(&hall->gate, NULL, (struct aim_starts){0});
    for (uint32_t i = 0; i < threads; i++) {
        pthread_join(ids[i], NULL);
        assert_int_equal(guests[i].early, 0);
    }
    assert_int_equal(hall->early, 0);
    assert_int_equal(atomic_load(&hall->passes), (long)threads * TRIALS);
    free(hall);
}

static void one_thread_passes(void **state)
{
    (void)state;
    run_hall(1, 1);
    run_hall(1, 2);
}

static void spinners_pass_together(void **state)
{
    (void)state;
    run_hall(2, 2);
    run_hall(4, 8); /* spinning although there may be fewer cores: slower, still right */
}

static void sleepers_pass_together(void **state)
{
    (void)state;
    run_hall(2, 1);
    run_hall(8, 2);
    run_hall(64, 2);
}

static void tickets_scatter_differently(void **state)
{
    (void)state;
    struct gate_ticket one, other, same;
    gate_ticket_init(&one, 1, 0);
    gate_ticket_init(&other, 1, 1);
    gate_ticket_init(&same, 1, 0);
    assert_true(one.random != other.random);
    assert_true(one.random == same.random);
    gate_ticket_init(&one, UINT64_MAX, 0); /* seed + index + 1 is 0 */
    assert_true(one.random != 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_thread_passes),
        cmocka_unit_test(spinners_pass_together),
        cmocka_unit_test(sleepers_pass_together),
        cmocka_unit_test(tickets_scatter_differently),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
