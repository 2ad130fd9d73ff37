#include "workshop/behaviour.h"
#include "judge/memory.h"

#include <stdlib.h>
#include <string.h>

void behaviour_release(struct behaviour *behaviour)
{
    for (size_t i = 0; i < behaviour->run_count; i++) {
        struct behaviour_run *run = &behaviour->runs[i];
        for (size_t k = 0; k < run->outcome_count; k++)
            free(run->outcomes[k].label);
        free(run->outcomes);
        free(run->interleavings);
        free(run->why);
    }
    for (size_t i = 0; i < behaviour->probe_count; i++)
        free(behaviour->probes[i].sequence);
    free(behaviour->runs);
    free(behaviour->probes);
    *behaviour = (struct behaviour){0};
}

static bool outcomes_alike(const struct behaviour_outcome *x, const struct behaviour_outcome *y)
{
    return x->judged == y->judged && x->expected == y->expected && x->actual == y->actual &&
           strcmp(x->label, y->label) == 0;
}

/* A wrong outcome is told as what led there in the shortest trace; other traces
 * to the same outcome may be told in another way. */
static uint64_t kinds_of(const struct behaviour_run *run)
{
    const uint64_t outcome = UINT64_C(1) << FINDING_WRONG_OUTCOME;
    const uint64_t told =
        outcome | UINT64_C(1) << FINDING_LOST_UPDATE | UINT64_C(1) << FINDING_ATOMICITY;
    return run->kinds & told ? (run->kinds & ~told) | outcome : run->kinds;
}

static bool runs_alike(const struct behaviour_run *x, const struct behaviour_run *y)
{
    bool told = (x->verdict == VERDICT_PROVED || x->verdict == VERDICT_CAUGHT) && x->why[0] == '\0';
    if (!told || x->verdict != y->verdict || y->why[0] != '\0' || kinds_of(x) != kinds_of(y) ||
        x->outcome_count != y->outcome_count)
        return false;
    for (size_t i = 0; i < x->outcome_count; i++)
        if (!outcomes_alike(&x->outcomes[i], &y->outcomes[i]))
            return false;
    return true;
}

bool behaviour_alike(const struct behaviour *one, const struct behaviour *other)
{
    if (one->run_count != other->run_count)
        return false;
    for (size_t i = 0; i < one->run_count; i++)
        if (!runs_alike(&one->runs[i], &other->runs[i]))
            return false;
    return true;
}

const struct behaviour_probe *behaviour_probe(const struct behaviour *behaviour,
                                              const struct behaviour_probe *like)
{
    for (size_t i = 0; i < behaviour->probe_count; i++) {
        const struct behaviour_probe *probe = &behaviour->probes[i];
        if (probe->size.threads == like->size.threads &&
            probe->size.increments == like->size.increments &&
            strcmp(probe->sequence, like->sequence) == 0)
            return probe;
    }
    return NULL;
}

static json_t *outcome_to(const struct behaviour_outcome *outcome)
{
    return json_pack("{s:b, s:I, s:I, s:s}", "judged", outcome->judged, "expected",
                     (json_int_t)outcome->expected, "actual", (json_int_t)outcome->actual, "label",
                     outcome->label);
}

static json_t *run_to(const struct behaviour_run *run)
{
    json_t *outcomes = json_array();
    for (size_t i = 0; i < run->outcome_count; i++)
        json_array_append_new(outcomes, outcome_to(&run->outcomes[i]));
    return json_pack("{s:I, s:I, s:I, s:i, s:I, s:o, s:s, s:s}", "threads",
                     (json_int_t)run->size.threads, "increments", (json_int_t)run->size.increments,
                     "alive", (json_int_t)run->threads, "verdict", (int)run->verdict, "kinds",
                     (json_int_t)run->kinds, "outcomes", outcomes, "interleavings",
                     run->interleavings, "why", run->why);
}

static json_t *probe_to(const struct behaviour_probe *probe)
{
    return json_pack("{s:I, s:I, s:s, s:i, s:I, s:I}", "threads", (json_int_t)probe->size.threads,
                     "increments", (json_int_t)probe->size.increments, "sequence", probe->sequence,
                     "end", (int)probe->end, "expected", (json_int_t)probe->expected, "actual",
                     (json_int_t)probe->actual);
}

json_t *behaviour_to(const struct behaviour *behaviour)
{
    json_t *runs = json_array(), *probes = json_array();
    for (size_t i = 0; i < behaviour->run_count; i++)
        json_array_append_new(runs, run_to(&behaviour->runs[i]));
    for (size_t i = 0; i < behaviour->probe_count; i++)
        json_array_append_new(probes, probe_to(&behaviour->probes[i]));
    return json_pack("{s:o, s:o}", "runs", runs, "probes", probes);
}

static bool outcome_from(json_t *document, struct behaviour_outcome *outcome)
{
    int judged;
    json_int_t expected, actual;
    const char *label;
    if (json_unpack(document, "{s:b, s:I, s:I, s:s}", "judged", &judged, "expected", &expected,
                    "actual", &actual, "label", &label) != 0)
        return false;
    *outcome = (struct behaviour_outcome){judged != 0, expected, actual, memory_copy_text(label)};
    return true;
}

static bool run_from(json_t *document, struct behaviour_run *run)
{
    json_int_t threads, increments, alive, kinds;
    int verdict;
    json_t *outcomes;
    const char *interleavings, *why;
    if (json_unpack(document, "{s:I, s:I, s:I, s:i, s:I, s:o, s:s, s:s}", "threads", &threads,
                    "increments", &increments, "alive", &alive, "verdict", &verdict, "kinds",
                    &kinds, "outcomes", &outcomes, "interleavings", &interleavings, "why",
                    &why) != 0 ||
        !json_is_array(outcomes))
        return false;
    *run = (struct behaviour_run){.size = {(long)threads, (long)increments},
                                  .verdict = (enum verdict)verdict,
                                  .kinds = (uint64_t)kinds,
                                  .threads = (long)alive,
                                  .interleavings = memory_copy_text(interleavings),
                                  .why = memory_copy_text(why)};
    run->outcomes = memory_resize(NULL, json_array_size(outcomes), sizeof *run->outcomes);
    for (size_t i = 0; i < json_array_size(outcomes); i++)
        if (outcome_from(json_array_get(outcomes, i), &run->outcomes[run->outcome_count]))
            run->outcome_count++;
    return run->outcome_count == json_array_size(outcomes);
}

static bool probe_from(json_t *document, struct behaviour_probe *probe)
{
    json_int_t threads, increments, expected, actual;
    int end;
    const char *sequence;
    if (json_unpack(document, "{s:I, s:I, s:s, s:i, s:I, s:I}", "threads", &threads, "increments",
                    &increments, "sequence", &sequence, "end", &end, "expected", &expected,
                    "actual", &actual) != 0)
        return false;
    *probe = (struct behaviour_probe){.size = {(long)threads, (long)increments},
                                      .sequence = memory_copy_text(sequence),
                                      .end = (enum probe_end)end,
                                      .expected = expected,
                                      .actual = actual};
    return true;
}

static bool runs_from(const json_t *runs, struct behaviour *behaviour)
{
    behaviour->runs = memory_resize(NULL, json_array_size(runs), sizeof *behaviour->runs);
    for (size_t i = 0; i < json_array_size(runs); i++) {
        struct behaviour_run *run = &behaviour->runs[behaviour->run_count];
        *run = (struct behaviour_run){0};
        bool read = run_from(json_array_get(runs, i), run);
        behaviour->run_count++; /* what was read of it is released with the others */
        if (!read)
            return false;
    }
    return true;
}

static bool probes_from(const json_t *probes, struct behaviour *behaviour)
{
    behaviour->probes = memory_resize(NULL, json_array_size(probes), sizeof *behaviour->probes);
    for (size_t i = 0; i < json_array_size(probes); i++) {
        if (!probe_from(json_array_get(probes, i), &behaviour->probes[behaviour->probe_count]))
            return false;
        behaviour->probe_count++;
    }
    return true;
}

bool behaviour_from(const json_t *document, struct behaviour *behaviour)
{
    const json_t *runs = json_object_get(document, "runs");
    const json_t *probes = json_object_get(document, "probes");
    *behaviour = (struct behaviour){0};
    if (json_is_array(runs) && json_is_array(probes) && runs_from(runs, behaviour) &&
        probes_from(probes, behaviour))
        return true;
    behaviour_release(behaviour);
    return false;
}
