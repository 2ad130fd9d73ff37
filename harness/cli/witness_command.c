#include "cli/witness_command.h"

#include <stdlib.h>
#include <string.h>

#include "judge/memory.h"
#include "process/interrupt.h"
#include "check/invocation.h"
#include "cli/chosen.h"
#include "cli/operands.h"
#include "cli/witness_options.h"
#include "sanitize/expectation.h"
#include "sanitize/relocate.h"

enum {
    RUN_SECONDS = 120,
    HANG_FACTOR = 4 /* a run has many trials, and is slower with a tool inside */
};

/* One command at work. */
struct witness_session {
    const struct witness_command *command;
    struct witness_options options;
    const struct catalogue *catalogue;
    struct witness_report report;
    enum sanitizer tools[WITNESS_TOOLS_MAX]; /* as many as report.tool_count */
    struct terminal terminal;
};

static bool read_options(const struct witness_command *command, struct witness_options *options,
                         int argc, char **argv, const char **name, int *code)
{
    struct option_spec table[WITNESS_OPTION_COUNT];
    witness_options_init(options, table);
    const struct command_line line = {
        .program = command->program,
        .synopsis = "LAB[/VARIANT]",
        .summary = command->summary,
        .example = command->example,
        .options = table,
        .option_count = WITNESS_OPTION_COUNT - (command->choose_compiler ? 0 : 1),
        .operands_min = 1,
        .operands_max = 1,
    };
    return operand_parse(&line, argc, argv, name, code);
}

static long threads_of(const struct witness_session *session, const struct variant *variant)
{
    if (session->options.threads > 0)
        return session->options.threads;
    if (variant->watched.threads > 0)
        return variant->watched.threads;
    return variant->defaults.threads > 0 ? variant->defaults.threads : 2;
}

static long increments_of(const struct witness_session *session, const struct variant *variant)
{
    if (session->options.increments > 0)
        return session->options.increments;
    if (variant->watched.increments > 0)
        return variant->watched.increments;
    return variant->defaults.increments > 0 ? variant->defaults.increments : 1000;
}

static double timeout_of(const struct witness_session *session, const struct variant *variant)
{
    if (session->options.timeout > 0)
        return session->options.timeout;
    return variant->hang_seconds > 0 ? HANG_FACTOR * (double)variant->hang_seconds : RUN_SECONDS;
}

/* Silence of a tool that cannot see so many threads is no answer. */
static void doubt_silence(const struct witness_session *session, struct witness_result *result)
{
    if (session->report.warning == NULL || result->verdict != VERDICT_CLEAN)
        return;
    result->verdict = VERDICT_INCONCLUSIVE;
    free(result->reason);
    result->reason = memory_copy_text(session->report.warning);
}

/* Keeps the first run with the heaviest verdict: one that found something, else
 * one that gave no answer, since silence is as weak as the weakest run. */
static void take_run(struct sanitizer_run *run, struct witness_result *result)
{
    result->runs++;
    result->seconds += run->seconds;
    result->caught += run->verdict == VERDICT_CAUGHT;
    if (result->runs > 1 && verdict_join(result->verdict, run->verdict) == result->verdict)
        return;
    free(result->reason);
    finding_list_release(&result->findings);
    result->verdict = run->verdict;
    result->reason = run->reason;
    result->findings = run->findings;
    run->reason = NULL;
    run->findings = (struct finding_list){0};
}

/* A tool that cannot judge the variant, by the variant's own word, is not run. */
static bool cannot_judge(const struct witness_row *row, struct witness_result *result)
{
    if (row->expected != FINDING_UNSUPPORTED)
        return false;
    result->verdict = VERDICT_UNSUPPORTED;
    result->reason = memory_copy_text("this tool cannot judge the variant, which says so itself");
    return true;
}

/* Whether --verify has its answer: the first run that found something is the one that
 * take_run keeps, and after a hang another would be as long and as silent. */
static bool settles(const struct sanitizer_run *run)
{
    if (run->verdict == VERDICT_CAUGHT)
        return true;
    for (size_t i = 0; i < run->findings.count; i++)
        if (run->findings.items[i].kind == FINDING_HANG)
            return true;
    return false;
}

static void run_tool(const struct witness_session *session, struct witness_row *row, size_t at)
{
    struct invocation invocation;
    const char *flavour = sanitizer_flavour(session->tools[at]);
    char *binary = strcmp(flavour, "plain") == 0
                       ? memory_copy_text(row->variant->binary)
                       : catalogue_binary(session->catalogue, row->variant, flavour);
    struct witness_result *result = &row->results[at];
    *result = (struct witness_result){.verdict = VERDICT_INCONCLUSIVE};
    row->count++;
    if (cannot_judge(row, result)) {
        free(binary);
        return;
    }
    invocation_init(&invocation, binary, threads_of(session, row->variant),
                    increments_of(session, row->variant),
                    strcmp(session->command->start, "gate") == 0);
    const struct sanitizer_job job = {.sanitizer = session->tools[at],
                                      .argv = invocation.argv,
                                      .seconds = timeout_of(session, row->variant)};
    bool enough = false;
    for (long i = 0; i < session->options.runs && !enough && !interrupt_requested(); i++) {
        struct sanitizer_run run;
        sanitizer_launch(&job, &run);
        relocate_findings(&run.findings, row->variant->source);
        enough = session->options.verify && settles(&run);
        take_run(&run, result);
        sanitizer_run_release(&run);
    }
    free(binary);
    doubt_silence(session, result);
    const struct expectation expected = {.kind = row->expected,
                                         .may_miss = row->may_miss,
                                         .source = row->variant->source,
                                         .hangs = row->variant->hang_seconds > 0};
    if (!interrupt_requested())
        result->complaint = expectation_complaint(&expected, result->verdict, &result->findings);
}

static void run_row(struct witness_session *session, struct witness_row *row)
{
    const struct witness_report *report = &session->report;
    for (size_t i = 0; i < report->tool_count && !interrupt_requested(); i++)
        run_tool(session, row, i);
    if (!session->options.json)
        witness_text_row(stdout, report, row, &session->terminal);
    fflush(stdout);
}

static bool takes_part(const struct witness_session *session, const struct variant *variant)
{
    return variant->max_threads == 0 || threads_of(session, variant) <= variant->max_threads;
}

static void fill_rows(struct witness_session *session, const struct selection *selection)
{
    struct witness_report *report = &session->report;
    report->rows = memory_resize(NULL, selection->count, sizeof *report->rows);
    for (size_t i = 0; i < selection->count; i++) {
        const struct variant *variant = selection->variants[i];
        if (takes_part(session, variant))
            report->rows[report->count++] =
                (struct witness_row){.variant = variant,
                                     .expected = session->command->expected(variant),
                                     .may_miss = session->command->may_miss != NULL &&
                                                 session->command->may_miss(variant)};
        else
            fprintf(stderr, "%s: %s takes at most %ld threads, left out\n",
                    session->command->program, variant->name, variant->max_threads);
    }
}

static void choose_tools(struct witness_session *session)
{
    const struct witness_command *command = session->command;
    struct witness_report *report = &session->report;
    for (size_t i = 0; i < command->tool_count; i++) {
        if (session->options.compiler != 0 && (size_t)session->options.compiler != i + 1)
            continue;
        session->tools[report->tool_count] = command->tools[i];
        report->tools[report->tool_count++] = sanitizer_name(command->tools[i]);
    }
}

static int exit_code(const struct witness_session *session)
{
    const struct witness_report *report = &session->report;
    if (report->count == 0)
        return EXIT_INCONCLUSIVE;
    if (session->options.verify)
        return witness_report_as_expected(report) ? EXIT_NOTHING_FOUND : EXIT_FOUND;
    return verdict_exit_code(witness_report_verdict(report));
}

static int show(struct witness_session *session)
{
    struct witness_report *report = &session->report;
    report->partial = interrupt_requested();
    if (session->options.json && witness_json(stdout, report) != 0)
        return EXIT_ENVIRONMENT;
    if (!session->options.json)
        witness_text_foot(stdout, report, &session->terminal);
    if (report->partial)
        fprintf(stderr, "%s: interrupted; the results are partial\n", session->command->program);
    return exit_code(session);
}

static const char crowd_warning[] = "silence means nothing above about 256 threads alive at once: "
                                    "ThreadSanitizer loses sight of them";

static int judge(struct witness_session *session, const struct selection *selection)
{
    struct witness_report *report = &session->report;
    const struct witness_command *command = session->command;
    report->witness = command->witness;
    report->lab = selection->variants[0]->lab;
    report->threads = session->options.threads;
    report->increments = session->options.increments;
    if (command->crowd > 0 && session->options.threads > command->crowd) {
        report->warning = crowd_warning;
        fprintf(stderr, "%s: warning: %s\n", command->program, crowd_warning);
    }
    choose_tools(session);
    fill_rows(session, selection);
    interrupt_catch();
    session->terminal = terminal_of(stdout, (enum terminal_color)session->options.color);
    if (!session->options.json)
        witness_text_head(stdout, report, &session->terminal);
    for (size_t i = 0; i < report->count && !interrupt_requested(); i++)
        run_row(session, &report->rows[i]);
    return show(session);
}

int witness_command_run(const struct witness_command *command, int argc, char **argv)
{
    const char *name;
    struct chosen chosen;
    struct witness_session session = {.command = command};
    int code;
    if (!read_options(command, &session.options, argc, argv, &name, &code))
        return code;
    code = chosen_open(&chosen, command->program, name);
    if (code != 0)
        return code;
    session.catalogue = &chosen.catalogue;
    code = judge(&session, &chosen.selection);
    witness_report_release(&session.report);
    chosen_close(&chosen);
    return code;
}
