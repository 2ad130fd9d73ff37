/* How often does a race show? The share of wrong trials of the unsynchronised
 * counter, 2 threads, for ways of starting them: created and joined for each
 * trial, released by a pthread barrier, by a spinning barrier, by our gate.
 *
 * Every way gets the same time, in turns of 10 ms, so that what else the
 * machine does hits all of them alike. Prints shares with Wilson intervals, and
 * says where the gate is best, where another way is, and where chance decides.
 *
 *     gate [TURNS]
 */
#include "stress/clock.h"
#include "stress/crew.h"
#include "stress/statistics.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { THREADS = 2, TURNS = 100, TURN_NANOSECONDS = 10000000 };

static long turns = TURNS; /* of each way, per column */

static volatile long counter; /* volatile: a read, an addition and a write at any -O */
static long increments;

static void increment(void)
{
    for (long i = 0; i < increments; i++)
        counter = counter + 1;
}

struct score {
    uint64_t trials, wrong, nanoseconds;
};

static void judge(struct score *score)
{
    score->trials++;
    score->wrong += counter != THREADS * increments;
    counter = 0;
}

/* --- created and joined for each trial --- */

static void *created_main(void *unused)
{
    increment();
    return unused;
}

static void turn_of_creating(struct score *score, uint64_t end)
{
    while (clock_nanoseconds() < end) {
        pthread_t threads[THREADS];
        for (int i = 0; i < THREADS; i++)
            if (pthread_create(&threads[i], NULL, created_main, NULL) != 0)
                exit(4);
        for (int i = 0; i < THREADS; i++)
            pthread_join(threads[i], NULL);
        judge(score);
    }
}

/* --- barriers: the first member judges between two waits --- */

struct barrier {
    void (*wait)(struct barrier *barrier);
    pthread_barrier_t pthread;
    _Atomic long arrived;
    uint64_t end;
    bool over;
    struct score *score;
};

static void wait_pthread(struct barrier *barrier)
{
    pthread_barrier_wait(&barrier->pthread);
}

static void wait_spinning(struct barrier *barrier)
{
    long ticket = atomic_fetch_add(&barrier->arrived, 1);
    long full = (ticket / THREADS + 1) * THREADS;
    while (atomic_load(&barrier->arrived) < full)
        ;
}

/* The second member is the calling thread; it judges while the first one is
 * held by a third wait. */
static void judge_as_member(struct barrier *barrier)
{
    while (!barrier->over) {
        barrier->wait(barrier);
        increment();
        barrier->wait(barrier);
        judge(barrier->score);
        barrier->over = clock_nanoseconds() >= barrier->end;
        barrier->wait(barrier);
    }
}

static void *held_main(void *argument)
{
    struct barrier *barrier = argument;
    while (!barrier->over) {
        barrier->wait(barrier);
        increment();
        barrier->wait(barrier);
        barrier->wait(barrier);
    }
    return NULL;
}

static void turn_of_barrier(struct score *score, uint64_t end, void (*wait)(struct barrier *))
{
    struct barrier barrier = {.wait = wait, .end = end, .score = score};
    pthread_t other;
    pthread_barrier_init(&barrier.pthread, NULL, THREADS);
    if (pthread_create(&other, NULL, held_main, &barrier) != 0)
        exit(4);
    judge_as_member(&barrier);
    pthread_join(other, NULL);
    pthread_barrier_destroy(&barrier.pthread);
}

static void turn_of_pthread_barrier(struct score *score, uint64_t end)
{
    turn_of_barrier(score, end, wait_pthread);
}

static void turn_of_spinning_barrier(struct score *score, uint64_t end)
{
    turn_of_barrier(score, end, wait_spinning);
}

/* --- our gate --- */

struct gate_turn {
    struct score *score;
    uint64_t end;
};

static void play(const struct lab_actor *self)
{
    (void)self;
    increment();
}

static bool judge_turn(void *context, uint64_t nanoseconds)
{
    struct gate_turn *turn = context;
    uint64_t wrong = turn->score->wrong;
    (void)nanoseconds;
    judge(turn->score);
    return turn->score->wrong > wrong;
}

static bool next_in_turn(void *context)
{
    const struct gate_turn *turn = context;
    return clock_nanoseconds() < turn->end;
}

static struct crew *crew;

static void turn_of_gate(struct score *score, uint64_t end)
{
    static const struct lab lab_of_gate = {.actors = {play}};
    struct gate_turn turn = {score, end};
    struct crew_refusal refusal;
    const struct crew_job job = {.lab = &lab_of_gate,
                                 .run = {.threads = THREADS, .increments = increments},
                                 .judge = judge_turn,
                                 .next = next_in_turn,
                                 .context = &turn};
    crew_run(crew, &job, &refusal);
}

static const struct way {
    const char *name;
    void (*turn)(struct score *score, uint64_t end);
} ways[] = {
    {"create and join", turn_of_creating},
    {"pthread barrier", turn_of_pthread_barrier},
    {"spinning barrier", turn_of_spinning_barrier},
    {"gate", turn_of_gate},
};

enum { WAYS = sizeof ways / sizeof *ways };

static void measure(long of_each, struct score scores[WAYS])
{
    increments = of_each;
    for (long turn = 0; turn < turns; turn++) {
        for (int way = 0; way < WAYS; way++) {
            uint64_t started = clock_nanoseconds();
            ways[way].turn(&scores[way], started + TURN_NANOSECONDS);
            scores[way].nanoseconds += clock_nanoseconds() - started;
        }
    }
}

enum { GATE = WAYS - 1 };

static double share(const struct score *score)
{
    return (double)score->wrong / (double)score->trials;
}

static const struct score *best_but_gate(const struct score scores[WAYS])
{
    const struct score *best = scores;
    for (int way = 1; way < GATE; way++)
        if (share(&scores[way]) > share(best))
            best = &scores[way];
    return best;
}

/* Intervals that overlap decide nothing. */
static const char *rank_of_gate(const struct score scores[WAYS])
{
    const struct score *best = best_but_gate(scores);
    struct interval gate = interval_of(scores[GATE].wrong, scores[GATE].trials);
    struct interval other = interval_of(best->wrong, best->trials);
    if (gate.low > other.high)
        return "best";
    if (gate.high < other.low)
        return "not the best";
    return share(&scores[GATE]) >= share(best) ? "best, within chance" : "lower, within chance";
}

static void print_score(const struct score *score)
{
    struct interval interval = interval_of(score->wrong, score->trials);
    printf(" %6.2f %% (%5.2f..%6.2f) %8.0f/s", 100.0 * share(score), 100.0 * interval.low,
           100.0 * interval.high, (double)score->trials * 1e9 / (double)score->nanoseconds);
}

static const long sizes[] = {1, 100, 100000};

enum { SIZES = sizeof sizes / sizeof *sizes };

static void print_table(struct score scores[SIZES][WAYS])
{
    printf("share of wrong trials (95%% interval), trials a second; %d threads, %ld cores\n",
           THREADS, crew_cores());
    printf("%-18s", "increments");
    for (int size = 0; size < SIZES; size++)
        printf(" %33ld", sizes[size]);
    printf("\n");
    for (int way = 0; way < WAYS; way++) {
        printf("%-18s", ways[way].name);
        for (int size = 0; size < SIZES; size++)
            print_score(&scores[size][way]);
        printf("\n");
    }
    printf("%-18s", "the gate is");
    for (int size = 0; size < SIZES; size++)
        printf(" %33s", rank_of_gate(scores[size]));
    printf("\n");
}

int main(int count, char **values)
{
    if (count > 1)
        turns = strtol(values[1], NULL, 10);
    if (turns < 1)
        turns = 1;
    static struct score scores[SIZES][WAYS];
    struct crew_refusal refusal;
    const struct crew_spec spec = {.threads = THREADS, .pin = true, .seed = 1};
    crew = crew_new(&spec, &refusal);
    if (!crew)
        return 4;
    for (int size = 0; size < SIZES; size++)
        measure(sizes[size], scores[size]);
    crew_free(crew);
    print_table(scores);
    return 0;
}
