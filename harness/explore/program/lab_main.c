/* lab_main.c: the main() of a lab's binary in the explore flavour: one trial.
 * The actors start together, as through a gate; or, where the tool names a
 * sequence, only those, each after the one before has ended. Of threads that a
 * lab starts itself, those that the sequence does not name end at once. Behind `0*` all
 * start together, and only actor 0 has anything to do: barriers are met all the same. */
#include "explore/runtime/lifecycle.h"
#include "explore/runtime/start.h"
#include "lab/lab.h"

#include <stdlib.h>
#include <string.h>

static struct lab_actor actors[THREADS_MAX];
static atomic_long done; /* nobody looks */

static void *run_actor(void *argument)
{
    const struct lab_actor *self = argument;
    unsigned kinds = 1;
    while (kinds < LAB_ACTORS_MAX && lab.actors[kinds])
        kinds++;
    lab.actors[(unsigned long)self->index % kinds](self);
    return NULL;
}

static void spawn(const struct lab_run *run, long i, long increments)
{
    actors[i] = (struct lab_actor){i, run->threads, increments};
    stub_gate_spawn(run_actor, &actors[i]);
}

static void run_sequence(const struct lab_run *run, const char *next)
{
    while (*next) {
        char *end;
        long i = strtol(next, &end, 10);
        if (end == next || i < 0 || i >= run->threads)
            runtime_unsupported("a sequence that names no actor");
        spawn(run, i, run->increments);
        stub_gate_wait();
        next = *end == ',' ? end + 1 : end;
    }
}

static void run_actors(const struct lab_run *run)
{
    bool idle = start_run.sequence && strcmp(start_run.sequence, "0*") == 0;
    if (start_run.sequence && !idle) {
        run_sequence(run, start_run.sequence);
        return;
    }
    for (long i = 0; i < run->threads; i++)
        spawn(run, i, idle && i > 0 ? 0 : run->increments);
    stub_gate_wait();
}

static void judge(const struct lab_run *run)
{
    struct lab_outcome seen = lab.check(run);
    struct outcome outcome = {.expected = seen.expected, .actual = seen.actual};
    memcpy(outcome.label, seen.label, sizeof outcome.label);
    stub_gate_outcome(&outcome);
}

int wrap_main(void);
int wrap_main(void)
{
    struct lab_run run = {
        .threads = start_run.threads, .increments = start_run.increments, .done = &done};
    if (!lab.trial && !lab.actors[0])
        runtime_unsupported("a lab whose description names no actor");
    if (run.threads >= THREADS_MAX)
        runtime_unsupported("more than 8,190 actors");
    start_run.own_threads = lab.trial != NULL;
    if (lab.open)
        lab.open(&run);
    if (lab.reset)
        lab.reset(&run);
    if (lab.trial)
        lab.trial(&run);
    else
        run_actors(&run);
    if (lab.check)
        judge(&run);
    if (lab.close)
        lab.close(&run);
    return 0;
}
