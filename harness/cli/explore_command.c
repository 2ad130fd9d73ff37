#include "cli/explore_command.h"
#include "build/fat.h"
#include "build/sources.h"
#include "cli/chosen.h"
#include "cli/dashes.h"
#include "cli/explore_queue.h"
#include "explore/shard/document.h"
#include "explore/trace/trace_lessons.h"
#include "judge/memory.h"
#include "options/option.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { THREADS = 2, INCREMENTS = 1 };

bool explore_is_file(const char *operand)
{
    return source_is_file(operand);
}

char *explore_take_rest(const char *operand, const char *const *rest, struct launch_order *order)
{
    if (!rest || !fat_is_program(operand)) {
        order->flags = rest;
        return NULL;
    }
    char *arguments = dashes_join(rest);
    order->arguments = arguments;
    return arguments;
}

/* Whoever is told what came of the explorations. */
struct audience {
    const char *program;
    void (*show)(struct explored *explored, void *closure);
    void *closure;
    const char *const *files; /* of the program; NULL: it is a lab */
};

/* Judges it and shows it. */
static int conclude(const struct audience *audience, struct explored *explored)
{
    conclusion_init(&explored->conclusion, &explored->exploration, explored->symbols);
    int code = verdict_exit_code(explored->conclusion.verdict);
    audience->show(explored, audience->closure);
    conclusion_release(&explored->conclusion);
    return code;
}

/* The same of a shard, with all that it takes to join it with the others. */
static int conclude_shard(const struct audience *audience, struct explored *explored,
                          const struct launch_order *order, const char *wire)
{
    const char *const variant[] = {explored->name, NULL};
    struct tape tape = {0};
    const struct shard_origin origin = {.order = order,
                                        .operands = explored->is_lab ? variant : audience->files,
                                        .wire = wire,
                                        .tape = &tape};
    symbols_record(explored->symbols, &tape);
    explored->origin = &origin;
    explored->exploration.shard.number = (unsigned)order->shard;
    explored->exploration.shard.count = (unsigned)order->shards;
    int code = conclude(audience, explored);
    explored->origin = NULL;
    symbols_record(explored->symbols, NULL);
    tape_release(&tape);
    return code;
}

/* Tells what came of one, and gives its exit code. */
static int tell(const struct audience *audience, struct explored *explored, struct explore_job *job)
{
    if (!job->ran)
        return EXIT_INCONCLUSIVE;
    bool shard = job->order.shards && job->launched.failed == 0;
    char *wire = shard ? memory_copy_text(job->launched.result.output) : NULL;
    explored->input = job->order.input;
    explored->arguments = job->order.arguments;
    explored->flags = job->order.flags;
    explored->spurious = job->order.spurious;
    int code = launch_read(&job->launched, audience->program, &explored->exploration);
    if (code == 0) {
        explored->symbols = symbols_open(job->order.binary);
        code = wire ? conclude_shard(audience, explored, &job->order, wire)
                    : conclude(audience, explored);
        symbols_close(explored->symbols);
        exploration_release(&explored->exploration);
    }
    free(wire);
    return code;
}

/* The size to explore unless another is asked for. */
static struct lab_run size_of(const struct variant *variant)
{
    struct lab_run size = {.threads = THREADS, .increments = INCREMENTS};
    if (variant->defaults.threads > 0)
        size.threads = variant->defaults.threads;
    if (variant->small.threads > 0)
        size.threads = variant->small.threads;
    if (variant->small.increments > 0)
        size.increments = variant->small.increments;
    return size;
}

/* A trace may come from another build. */
static void resolve_lessons(const struct launch_order *order)
{
    if (!order->lessons)
        return;
    struct symbols *symbols = symbols_open(order->binary);
    trace_lessons_resolve(order->lessons, symbols);
    symbols_close(symbols);
}

/* Explores one binary. */
static int explore_one(const struct audience *audience, struct explored *explored,
                       const struct launch_order *order)
{
    struct explore_job job = {.order = *order};
    struct explore_queue queue;
    resolve_lessons(order);
    if (order->gdb)
        return launch_gdb(order, audience->program);
    job.order.name = explored->name;
    explore_queue_start(&queue, &job, 1, 1);
    explore_queue_wait(&queue, 0);
    int code = tell(audience, explored, &job);
    explore_queue_release(&queue);
    return code;
}

int explore_graver(int one, int other)
{
    static const int order[] = {EXIT_BUG,         EXIT_FOUND,        EXIT_USAGE,
                                EXIT_ENVIRONMENT, EXIT_INCONCLUSIVE, EXIT_NOTHING_FOUND};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (one == order[i] || other == order[i])
            return order[i];
    return EXIT_BUG;
}

/* One variant to be explored. */
struct candidate {
    char *name, *binary;
    struct explored explored;
};

static void candidate_init(struct candidate *candidate, const struct catalogue *catalogue,
                           const struct variant *variant, const struct launch_order *order,
                           struct explore_job *job)
{
    struct lab_run own = size_of(variant);
    candidate->binary = catalogue_binary(catalogue, variant, "explore");
    candidate->name = memory_print("%s/%s", variant->lab, variant->name);
    *job = (struct explore_job){.order = *order};
    job->order.name = candidate->name;
    job->order.binary = candidate->binary;
    job->order.threads = order->threads ? order->threads : own.threads;
    job->order.increments = order->increments ? order->increments : own.increments;
    candidate->explored = (struct explored){.name = candidate->name,
                                            .is_lab = true,
                                            .threads = job->order.threads,
                                            .increments = job->order.increments};
}

static void candidate_release(struct candidate *candidate)
{
    free(candidate->name);
    free(candidate->binary);
}

static bool is_built(const struct audience *audience, const struct candidate *candidate)
{
    if (candidate->binary && access(candidate->binary, X_OK) == 0)
        return true;
    fprintf(stderr, "%s: '%s' is not built for exploration ('racelab doctor' says why)\n",
            audience->program, candidate->name);
    return false;
}

/* Several: each gets its share of the processes and of the memory. */
static int explore_several(const struct audience *audience, struct candidate *candidates,
                           struct explore_job *jobs, size_t count)
{
    struct explore_queue queue;
    int code = EXIT_NOTHING_FOUND;
    long all = jobs[0].order.jobs > 1 ? jobs[0].order.jobs : 1;
    long at_once = all < (long)count ? all : (long)count;
    for (size_t i = 0; i < count; i++) {
        jobs[i].order.jobs = all / at_once;
        jobs[i].order.memory = (jobs[i].order.memory + at_once - 1) / at_once;
    }
    explore_queue_start(&queue, jobs, count, (size_t)at_once);
    for (size_t i = 0; i < count; i++) {
        explore_queue_wait(&queue, i);
        code = explore_graver(code, tell(audience, &candidates[i].explored, &jobs[i]));
    }
    explore_queue_release(&queue);
    return code;
}

static int explore_selection(const struct audience *audience, const struct catalogue *catalogue,
                             const struct selection *selection, const struct launch_order *order)
{
    struct candidate *candidates = memory_resize(NULL, selection->count, sizeof *candidates);
    struct explore_job *jobs = memory_resize(NULL, selection->count, sizeof *jobs);
    int code = EXIT_NOTHING_FOUND;
    size_t count = 0;
    for (size_t i = 0; i < selection->count; i++) {
        candidate_init(&candidates[count], catalogue, selection->variants[i], order, &jobs[count]);
        if (is_built(audience, &candidates[count])) {
            count++;
            continue;
        }
        candidate_release(&candidates[count]);
        code = EXIT_ENVIRONMENT;
    }
    if (count == 1)
        code = explore_graver(code, explore_one(audience, &candidates[0].explored, &jobs[0].order));
    else if (count > 1)
        code = explore_graver(code, explore_several(audience, candidates, jobs, count));
    for (size_t i = 0; i < count; i++)
        candidate_release(&candidates[i]);
    free(candidates);
    free(jobs);
    return code;
}

int explore_lab(const char *program, const char *name, const struct launch_order *order,
                void (*show)(struct explored *explored, void *closure), void *closure)
{
    const struct audience audience = {program, show, closure, NULL};
    struct chosen chosen;
    int code = chosen_open(&chosen, program, name);
    if (code != 0)
        return code;
    code = explore_selection(&audience, &chosen.catalogue, &chosen.selection, order);
    chosen_close(&chosen);
    return code;
}

int explore_files(const char *program, const char *const *files, const struct launch_order *order,
                  void (*show)(struct explored *explored, void *closure), void *closure)
{
    const struct audience audience = {program, show, closure, files};
    struct launch_order own = *order;
    struct build build;
    int code = launch_build(program, files, order->flags, &build);
    if (code != 0)
        return code;
    own.binary = build.binary;
    if (build.lab) {
        own.threads = own.threads ? own.threads : THREADS;
        own.increments = own.increments ? own.increments : INCREMENTS;
    }
    struct explored explored = {.name = files[0],
                                .is_lab = build.lab,
                                .threads = own.threads,
                                .increments = own.increments};
    code = explore_one(&audience, &explored, &own);
    build_release(&build);
    return code;
}
