/* racelab check: every witness on one program, one card. */
#include "build/fat.h"
#include "build/sources.h"
#include "check/verdict_card.h"
#include "check/words.h"
#include "cli/check_options.h"
#include "cli/chosen.h"
#include "cli/commands.h"
#include "cli/dashes.h"
#include "explore/trace/trace_file.h"
#include "process/interrupt.h"
#include "process/orphans.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char program[] = "racelab check";

/* One command at work. */
struct check_command {
    struct check_options options;
    struct terminal terminal;
    struct judged_list list;
    size_t shown;
    const char *const *operands;
    char *arguments; /* of a program that is linked: what follows "--"; owned */
    int trace_failed;
};

/* The gravest finding of the first subject that has one. */
static void keep_trace(struct check_command *command, const struct subject *subject,
                       struct examined *examined)
{
    const char *path = command->options.trace;
    const struct check_order *order = &command->options.order;
    const char *const variant[] = {subject->name, NULL};
    if (!path || !examined->has_explored || examined->explored.conclusion.count == 0)
        return;
    examined->explored.input = order->input;
    examined->explored.arguments = order->argument_text;
    examined->explored.flags = command->options.flags;
    command->trace_failed =
        trace_file_write(path, &examined->explored, subject->built ? command->operands : variant);
    if (command->trace_failed != 0)
        fprintf(stderr, "%s: cannot write '%s': %s\n", program, path,
                strerror(-command->trace_failed));
    command->options.trace = NULL;
}

static void check_subject(struct check_command *command, const struct subject *subject)
{
    struct examined examined;
    struct judged *judged = judged_list_add(&command->list, subject->name, subject->source);
    examine(subject, &command->options.order, judged, &examined);
    if (report_options_talks(&command->options.report)) {
        if (command->shown++)
            putchar('\n');
        verdict_card_print(stdout, &examined, &command->terminal);
        fflush(stdout);
    }
    keep_trace(command, subject, &examined);
    examined_release(&examined);
}

/* What follows "--" is for the compiler, or for a program that is linked. */
static int take_rest(struct check_command *command, const char *const *operands)
{
    struct check_options *options = &command->options;
    if (!options->flags || !options->flags[0] || operands[1] || !fat_is_program(operands[0]))
        return 0;
    if (options->order.argument_text) {
        fprintf(stderr, "%s: arguments are given by --args and after '--'\n", program);
        return EXIT_USAGE;
    }
    command->arguments = dashes_join(options->flags);
    words_split(command->arguments, &options->argument_words);
    options->order.argument_text = command->arguments;
    options->order.arguments = command_argv(&options->argument_words);
    options->flags = NULL;
    return 0;
}

static int check_files(struct check_command *command, const char *const *files)
{
    struct subject subject;
    int code = subject_of_files(&subject, &command->options.order, files, command->options.flags);
    if (code != 0)
        return code;
    check_subject(command, &subject);
    subject_release(&subject);
    return 0;
}

static int check_selection(struct check_command *command, const struct catalogue *catalogue,
                           const struct selection *selection)
{
    for (size_t i = 0; i < selection->count && !interrupt_requested(); i++) {
        struct subject subject;
        subject_of_variant(&subject, catalogue, selection->variants[i]);
        check_subject(command, &subject);
        subject_release(&subject);
    }
    return 0;
}

static int check_lab(struct check_command *command, const char *name)
{
    struct chosen chosen;
    int code = chosen_open(&chosen, program, name);
    if (code != 0)
        return code;
    code = check_selection(command, &chosen.catalogue, &chosen.selection);
    chosen_close(&chosen);
    return code;
}

static int run(struct check_command *command, const char **operands)
{
    struct report_options *report = &command->options.report;
    int code = take_rest(command, operands);
    if (code == 0)
        code = report_options_open(report, program);
    if (code != 0)
        return code;
    command->operands = operands;
    command->options.order.known = &report->known;
    command->terminal = terminal_of(stdout, (enum terminal_color)report->color);
    interrupt_catch();
    orphans_adopt();
    if (source_is_file(operands[0])) {
        code = check_files(command, operands);
    } else if (operands[1]) {
        fprintf(stderr, "%s: one lab or variant at a time, not also '%s'\n", program, operands[1]);
        code = EXIT_USAGE;
    } else {
        code = check_lab(command, operands[0]);
    }
    if (interrupt_requested())
        fprintf(stderr, "%s: interrupted; the results are partial\n", program);
    if (code == 0)
        code = report_options_write(report, program, "racelab check", &command->list,
                                    interrupt_requested());
    if (code == 0)
        code = report_options_code(report, &command->list);
    if (command->trace_failed != 0)
        code = EXIT_ENVIRONMENT;
    return code == 0 && interrupt_requested() ? EXIT_INCONCLUSIVE : code;
}

int cmd_check(int argc, char **argv)
{
    struct check_command command = {.shown = 0};
    const char **operands = calloc((size_t)argc + 1, sizeof *operands);
    if (!operands)
        return EXIT_ENVIRONMENT;
    enum option_result parsed = check_options_read(&command.options, argc, argv, operands);
    int code = parsed == OPTION_WRONG ? EXIT_USAGE : 0;
    if (parsed == OPTION_GO_ON)
        code = run(&command, operands);
    judged_list_release(&command.list);
    report_options_close(&command.options.report);
    check_options_release(&command.options);
    free(command.arguments);
    free(operands);
    return code;
}
