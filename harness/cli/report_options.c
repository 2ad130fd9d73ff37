#include "cli/report_options.h"
#include "check/words.h"
#include "report/annotations.h"
#include "report/judged_json.h"
#include "report/junit.h"
#include "report/sarif.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

void report_options_table(struct report_options *options,
                          struct option_spec table[REPORT_OPTION_COUNT])
{
    *options = (struct report_options){.json = false};
    const struct option_spec specs[] = {
        {.name = "json",
         .type = OPTION_FLAG,
         .target = &options->json,
         .meaning = "print one JSON document"},
        {.name = "sarif",
         .type = OPTION_TEXT,
         .target = &options->sarif,
         .metavar = "FILE",
         .meaning = "write the findings as SARIF 2.1.0"},
        {.name = "junit",
         .type = OPTION_TEXT,
         .target = &options->junit,
         .metavar = "FILE",
         .meaning = "write the verdicts as JUnit XML"},
        {.name = "github",
         .type = OPTION_FLAG,
         .target = &options->github,
         .meaning = "print GitHub's workflow annotations"},
        {.name = "format",
         .type = OPTION_CHOICE,
         .target = &options->format,
         .metavar = "FORM",
         .meaning = "card, or gcc: messages like the compiler's, for editors",
         .standard = "card",
         .choices = {"card", "gcc"}},
        {.name = "fail-on",
         .type = OPTION_TEXT,
         .target = &options->fail_on,
         .metavar = "KINDS",
         .meaning = "exit code 1 for these alone: data-race,deadlock,...,inconclusive",
         .standard = "all"},
        {.name = "baseline",
         .type = OPTION_TEXT,
         .target = &options->baseline,
         .metavar = "FILE",
         .meaning = "findings in it are known and do not count ('racelab baseline')"},
        {.name = "suppressions",
         .type = OPTION_TEXT,
         .target = &options->suppressions,
         .metavar = "FILE",
         .meaning = "lines of: kind | where | until | reason"},
        option_color(&options->color),
    };
    _Static_assert(sizeof specs / sizeof *specs == REPORT_OPTION_COUNT, "one row per option");
    memcpy(table, specs, sizeof specs);
}

/* "data-race" or "data race" */
static bool read_kind(struct report_options *options, char *word)
{
    if (strcmp(word, "inconclusive") == 0) {
        options->fail_open = true;
        return true;
    }
    for (int kind = FINDING_NONE + 1; kind < FINDING_KIND_COUNT; kind++) {
        const char *name = finding_kind_name((enum finding_kind)kind);
        size_t i = 0;
        while (name[i] && (name[i] == word[i] || (name[i] == ' ' && word[i] == '-')))
            i++;
        if (name[i] == '\0' && word[i] == '\0') {
            options->fail_mask |= (uint64_t)1 << kind;
            return true;
        }
    }
    return false;
}

static int read_kinds(struct report_options *options, const char *program)
{
    struct command words = {0};
    int code = 0;
    options->chosen = true;
    words_list(options->fail_on, &words);
    for (size_t i = 0; i < words.count && code == 0; i++)
        if (!read_kind(options, words.words[i])) {
            fprintf(stderr, "%s: --fail-on: no kind of finding is called '%s'\n", program,
                    words.words[i]);
            code = EXIT_USAGE;
        }
    command_release(&words);
    return code;
}

static int open_file(struct saved_file *file, const char *path, const char *program)
{
    int failed = path ? saved_file_init(file, path) : 0;
    if (failed == 0)
        return 0;
    *file = (struct saved_file){0};
    fprintf(stderr, "%s: cannot write '%s': %s\n", program, path, strerror(-failed));
    return EXIT_USAGE;
}

int report_options_open(struct report_options *options, const char *program)
{
    int code = 0;
    if (options->fail_on)
        code = read_kinds(options, program);
    if (code == 0 && options->baseline)
        code = known_read_baseline(&options->known, program, options->baseline);
    if (code == 0 && options->suppressions)
        code = known_read_suppressions(&options->known, program, options->suppressions);
    if (code == 0)
        code = open_file(&options->sarif_file, options->sarif, program);
    if (code == 0)
        code = open_file(&options->junit_file, options->junit, program);
    return code;
}

bool report_options_talks(const struct report_options *options)
{
    return !options->json && options->format == REPORT_CARD;
}

static int commit(struct saved_file *file, int written, const char *program)
{
    const char *path = file->path;
    int failed = written;
    if (written == 0)
        failed = saved_file_commit(file);
    else
        saved_file_discard(file);
    file->stream = NULL;
    if (failed == 0)
        return 0;
    fprintf(stderr, "%s: cannot write '%s': %s\n", program, path, strerror(-failed));
    return EXIT_ENVIRONMENT;
}

int report_options_write(struct report_options *options, const char *program, const char *document,
                         const struct judged_list *list, bool partial)
{
    int code = 0;
    if (options->json && judged_json(stdout, list, document, partial) != 0)
        code = EXIT_ENVIRONMENT;
    if (options->format == REPORT_GCC && !options->json)
        annotations_gcc(stdout, list);
    if (options->github)
        annotations_github(options->json ? stderr : stdout, list);
    if (options->sarif_file.stream &&
        commit(&options->sarif_file, sarif_write(options->sarif_file.stream, list, RACELAB_VERSION),
               program) != 0)
        code = EXIT_ENVIRONMENT;
    if (options->junit_file.stream &&
        commit(&options->junit_file, junit_write(options->junit_file.stream, list), program) != 0)
        code = EXIT_ENVIRONMENT;
    return code;
}

static bool has_failing(const struct report_options *options, const struct judged *judged)
{
    for (size_t i = 0; i < judged->count; i++) {
        const struct testimony *testimony = &judged->testimonies[i];
        for (size_t j = 0; j < testimony->findings.count && !testimony->known; j++) {
            const struct finding *finding = &testimony->findings.items[j];
            if (!finding->accepted && options->fail_mask >> finding->kind & 1)
                return true;
        }
    }
    return options->fail_open && verdict_exit_code(judged->verdict) == EXIT_INCONCLUSIVE;
}

/* With --fail-on nothing else fails, but what could not be heard at all. */
static int chosen_code(const struct report_options *options, const struct judged *judged)
{
    if (has_failing(options, judged))
        return EXIT_FOUND;
    return judged->verdict == VERDICT_UNAVAILABLE ? EXIT_ENVIRONMENT : EXIT_NOTHING_FOUND;
}

int report_options_code(const struct report_options *options, const struct judged_list *list)
{
    static const int order[] = {EXIT_FOUND, EXIT_ENVIRONMENT, EXIT_INCONCLUSIVE};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        for (size_t j = 0; j < list->count; j++) {
            const struct judged *judged = list->items[j];
            int code =
                options->chosen ? chosen_code(options, judged) : verdict_exit_code(judged->verdict);
            if (code == order[i])
                return code;
        }
    return EXIT_NOTHING_FOUND;
}

void report_options_close(struct report_options *options)
{
    if (options->sarif_file.stream)
        saved_file_discard(&options->sarif_file);
    if (options->junit_file.stream)
        saved_file_discard(&options->junit_file);
    known_release(&options->known);
}
