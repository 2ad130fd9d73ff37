#include "stress/session.h"

#include "stress/canary.h"
#include "stress/clock.h"
#include "stress/measure.h"

/* How long the lab runs between two songs of the canary. */
static const uint64_t slice_nanoseconds = 50000000;

struct session {
    const struct lab *lab;
    struct tally *tally;
    uint64_t slice_end;
    struct measure begin;
};

static void prepare(struct session *session)
{
    if (session->lab->reset)
        session->lab->reset(&session->tally->order.run);
    atomic_store(&session->tally->done, 0);
    measure_begin(&session->begin, session->lab);
}

static bool judge(void *context, uint64_t nanoseconds)
{
    struct session *session = context;
    const struct lab_run *run = &session->tally->order.run;
    struct lab_outcome outcome = session->lab->check(run);
    measure_end(&session->begin, session->lab, run, nanoseconds, &outcome);
    return tally_count(session->tally, outcome, nanoseconds);
}

static bool slice_is_over(const struct session *session)
{
    return tally_enough(session->tally) || clock_nanoseconds() >= session->slice_end;
}

static bool next(void *context)
{
    struct session *session = context;
    if (slice_is_over(session))
        return false;
    prepare(session);
    return true;
}

/* A lab that supplies the whole trial. */
static void run_whole_trials(struct session *session)
{
    do {
        prepare(session);
        uint64_t started = clock_nanoseconds();
        session->lab->trial(&session->tally->order.run);
        judge(session, clock_nanoseconds() - started);
    } while (!slice_is_over(session));
}

static int run_slice(struct session *session, struct crew *crew)
{
    session->slice_end = clock_nanoseconds() + slice_nanoseconds;
    if (!crew) {
        run_whole_trials(session);
        return 0;
    }
    const struct crew_job job = {.lab = session->lab,
                                 .run = session->tally->order.run,
                                 .judge = judge,
                                 .next = next,
                                 .context = session};
    prepare(session);
    return crew_run(crew, &job, &session->tally->refusal);
}

/* The canary matters only while nothing wrong was seen, and where something
 * could be: one thread has nobody to race with. */
static bool canary_wanted(const struct tally *tally)
{
    return tally->order.canary && tally->order.run.threads > 1 && atomic_load(&tally->wrong) == 0;
}

static int run_slices(struct session *session, struct crew *crew, struct canary *canary)
{
    int result = 0;
    if (canary) /* before and after: a short run is heard twice */
        canary_sing(canary, session->tally);
    while (result == 0 && !tally_enough(session->tally)) {
        result = run_slice(session, crew);
        if (canary && canary_wanted(session->tally))
            canary_sing(canary, session->tally);
        atomic_fetch_add(&session->tally->beats, 1);
    }
    return result;
}

static void start_clock(struct tally *tally)
{
    if (tally->deadline == 0 && tally->order.seconds_in_ns > 0)
        tally->deadline = clock_nanoseconds() + tally->order.seconds_in_ns;
    atomic_store(&tally->phase, TALLY_RUNNING);
}

int session_run(const struct lab *what, struct tally *tally)
{
    struct tally_order *order = &tally->order;
    order->run.done = &tally->done; /* in this process; the supervisor never follows it */
    struct session session = {.lab = what, .tally = tally};
    struct crew *crew = NULL;
    if (!what->trial) {
        const struct crew_spec spec = {.threads = order->run.threads,
                                       .start = order->start,
                                       .pin = order->pin,
                                       .seed = order->seed};
        crew = crew_new(&spec, &tally->refusal);
        if (!crew)
            return -tally->refusal.error;
    }
    struct canary *canary = canary_wanted(tally) ? canary_new(order->seed) : NULL;
    if (what->open)
        what->open(&order->run);
    start_clock(tally);
    int result = run_slices(&session, crew, canary);
    if (what->close)
        what->close(&order->run);
    canary_free(canary);
    crew_free(crew);
    atomic_store(&tally->phase, TALLY_DONE);
    return result;
}
