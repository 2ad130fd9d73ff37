#include "cli/explore_command.h"
#include "build/fat.h"
#include "build/sources.h"
#include "catalogue/catalogue.h"
#include "cli/dashes.h"
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

/* Explores one binary, shows it, and gives its exit code. */
static int explore_one(const char *program, struct explored *explored,
                       const struct launch_order *order,
                       void (*show)(struct explored *explored, void *closure), void *closure)
{
    struct launch_order own = *order;
    if (order->gdb)
        return launch_gdb(order, program);
    own.name = explored->name;
    explored->input = order->input;
    explored->arguments = order->arguments;
    int code = launch(&own, program, &explored->exploration);
    if (code != 0)
        return code;
    explored->symbols = symbols_open(order->binary);
    conclusion_init(&explored->conclusion, &explored->exploration, explored->symbols);
    code = verdict_exit_code(explored->conclusion.verdict);
    show(explored, closure);
    conclusion_release(&explored->conclusion);
    symbols_close(explored->symbols);
    exploration_release(&explored->exploration);
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

static int explore_variant(const char *program, const struct catalogue *catalogue,
                           const struct variant *variant, struct launch_order order,
                           void (*show)(struct explored *explored, void *closure), void *closure)
{
    char *binary = catalogue_binary(catalogue, variant, "explore");
    char *name = memory_print("%s/%s", variant->lab, variant->name);
    int code = EXIT_ENVIRONMENT;
    order.binary = binary;
    struct lab_run own = size_of(variant);
    order.threads = order.threads ? order.threads : own.threads;
    order.increments = order.increments ? order.increments : own.increments;
    struct explored explored = {
        .name = name, .is_lab = true, .threads = order.threads, .increments = order.increments};
    if (binary && access(binary, X_OK) == 0)
        code = explore_one(program, &explored, &order, show, closure);
    else
        fprintf(stderr, "%s: '%s' is not built for exploration ('racelab doctor' says why)\n",
                program, name);
    free(binary);
    free(name);
    return code;
}

/* What was found outweighs what could not be done. */
static int graver(int one, int other)
{
    static const int order[] = {EXIT_BUG,         EXIT_FOUND,        EXIT_USAGE,
                                EXIT_ENVIRONMENT, EXIT_INCONCLUSIVE, EXIT_NOTHING_FOUND};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (one == order[i] || other == order[i])
            return order[i];
    return EXIT_BUG;
}

int explore_lab(const char *program, const char *name, const struct launch_order *order,
                void (*show)(struct explored *explored, void *closure), void *closure)
{
    struct catalogue catalogue;
    struct selection selection;
    if (catalogue_init(&catalogue) != 0)
        return EXIT_ENVIRONMENT;
    int code = EXIT_USAGE;
    if (catalogue_select(&catalogue, program, name, &selection) == 0) {
        code = EXIT_NOTHING_FOUND;
        for (size_t i = 0; i < selection.count; i++)
            code = graver(code, explore_variant(program, &catalogue, selection.variants[i], *order,
                                                show, closure));
        selection_release(&selection);
    }
    catalogue_release(&catalogue);
    return code;
}

int explore_files(const char *program, const char *const *files, const struct launch_order *order,
                  void (*show)(struct explored *explored, void *closure), void *closure)
{
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
    code = explore_one(program, &explored, &own, show, closure);
    build_release(&build);
    return code;
}
