/* racelab read-tsan: logs of ThreadSanitizer that are there already. */
#include "cli/commands.h"
#include "cli/operands.h"
#include "cli/report_options.h"
#include "judge/memory.h"
#include "judge/weigh.h"
#include "report/findings_text.h"
#include "report/source_lines.h"
#include "report/terminal.h"
#include "sanitize/file.h"
#include "sanitize/read_log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char program[] = "racelab read-tsan";

static int read_log(const char *path, char **text, size_t *size)
{
    int failed = file_read(strcmp(path, "-") == 0 ? "/dev/stdin" : path, text, size);
    if (failed == 0)
        return 0;
    fprintf(stderr, "%s: cannot read '%s': %s\n", program, path, strerror(-failed));
    return EXIT_USAGE;
}

/* What is said of a log without a report; NULL: nothing but that it has none. */
static char *doubt(const struct log_reading *reading)
{
    if (reading->report.failure)
        return memory_print("ThreadSanitizer gave up: %s", reading->report.failure);
    switch (reading->state) {
    case LOG_EMPTY:
        return memory_copy_text("the log is empty: nothing shows that a program ran");
    case LOG_CUT:
        return memory_copy_text("the log is cut off where a report begins");
    case LOG_STRIPPED:
        return memory_copy_text(
            "the log speaks of reports and holds none: it is not the whole one");
    default:
        return NULL;
    }
}

static char *count_reports(const struct log_reading *reading)
{
    size_t count = reading->report.findings.count;
    bool cut = reading->state == LOG_CUT;
    if (count == 0)
        return memory_print("no report in %zu line%s", reading->lines,
                            reading->lines == 1 ? "" : "s");
    return memory_print("%zu report%s%s", count, count == 1 ? "" : "s",
                        !cut         ? ""
                        : count == 1 ? ", which is cut off"
                                     : ", the last one cut off");
}

static void judge(struct judged *judged, struct log_reading *reading)
{
    struct testimony *testimony = judged_add(judged, WITNESS_LOG);
    size_t count = reading->report.findings.count;
    char *doubts = count == 0 ? doubt(reading) : NULL;
    testimony->verdict = count ? VERDICT_CAUGHT : doubts ? VERDICT_INCONCLUSIVE : VERDICT_CLEAN;
    testimony->evidence = doubts ? doubts : count_reports(reading);
    testimony->findings = reading->report.findings;
    reading->report.findings = (struct finding_list){0};
}

static int take_log(struct judged_list *list, const struct known *known, const char *path)
{
    char *text;
    size_t size;
    struct log_reading reading;
    int code = read_log(path, &text, &size);
    if (code != 0)
        return code;
    log_read(text, size, &reading);
    if (reading.state == LOG_BINARY) {
        fprintf(stderr, "%s: cannot read '%s': is not the text of a log, but binary\n", program,
                path);
        code = EXIT_USAGE;
    } else {
        struct judged *judged = judged_list_add(list, path, path);
        judge(judged, &reading);
        known_accept(known, judged);
        judged_weigh(judged);
    }
    log_reading_release(&reading);
    free(text);
    return code;
}

static void print(const struct judged_list *list, const struct terminal *terminal)
{
    const struct findings_style style = {
        .columns = terminal->width, .colour = terminal->color, .line_of = source_line};
    for (size_t i = 0; i < list->count; i++) {
        const struct judged *judged = list->items[i];
        const struct testimony *log = &judged->testimonies[0];
        printf("%s%s  %s: %s\n", i ? "\n" : "", judged->name, verdict_name(judged->verdict),
               log->evidence);
        findings_text(stdout, &log->findings, &style);
    }
}

static int run(struct report_options *report, const char *const *paths)
{
    struct judged_list list = {0};
    int code = report_options_open(report, program);
    for (size_t i = 0; paths[i] && code == 0; i++)
        code = take_log(&list, &report->known, paths[i]);
    if (code == 0 && report_options_talks(report)) {
        const struct terminal terminal = terminal_of(stdout, (enum terminal_color)report->color);
        print(&list, &terminal);
    }
    if (code == 0)
        code = report_options_write(report, program, "racelab read-tsan", &list, false);
    if (code == 0)
        code = report_options_code(report, &list);
    judged_list_release(&list);
    return code;
}

int cmd_read_tsan(int argc, char **argv)
{
    struct report_options report;
    struct option_spec table[REPORT_OPTION_COUNT];
    report_options_table(&report, table);
    const struct command_line line = {
        .program = program,
        .synopsis = "LOG...",
        .summary = "Reads what ThreadSanitizer of clang or gcc, or Go's race detector, has\n"
                   "printed ('-': standard input), and reports it like 'racelab check'. A log\n"
                   "without a report is clean; an empty one, one that is cut off where a report\n"
                   "begins, or that only speaks of reports, is inconclusive.",
        .example = "racelab read-tsan tsan.log.* --sarif races.sarif",
        .options = table,
        .option_count = REPORT_OPTION_COUNT,
        .operands_min = 1,
        .operands_max = -1,
    };
    int code;
    const char **operands = operands_parse(&line, argc, argv, &code);
    if (operands)
        code = run(&report, operands);
    report_options_close(&report);
    free(operands);
    return code;
}
