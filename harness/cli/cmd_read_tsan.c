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
#include "sanitize/read_go.h"

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

static void judge(struct judged *judged, struct tsan_report *report)
{
    struct testimony *testimony = judged_add(judged, WITNESS_LOG);
    size_t count = report->findings.count;
    testimony->findings = report->findings;
    report->findings = (struct finding_list){0};
    testimony->verdict = count ? VERDICT_CAUGHT : VERDICT_CLEAN;
    testimony->evidence = memory_print("%zu report%s", count, count == 1 ? "" : "s");
    if (count == 0 && report->failure) {
        testimony->verdict = VERDICT_INCONCLUSIVE;
        free(testimony->evidence);
        testimony->evidence = memory_print("ThreadSanitizer gave up: %s", report->failure);
    }
}

static int take_log(struct judged_list *list, const struct known *known, const char *path)
{
    char *text;
    size_t size;
    struct tsan_report report;
    int code = read_log(path, &text, &size);
    if (code != 0)
        return code;
    if (go_report_is(text, size))
        go_report_read(text, size, &report);
    else
        tsan_report_read(text, size, &report);
    struct judged *judged = judged_list_add(list, path, path);
    judge(judged, &report);
    known_accept(known, judged);
    judged_weigh(judged);
    tsan_report_release(&report);
    free(text);
    return 0;
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
                   "printed ('-': standard input), and reports it like 'racelab check'.",
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
