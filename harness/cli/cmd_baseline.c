/* racelab baseline: what is known today, so that only what is new counts. */
#include "cli/commands.h"
#include "cli/operands.h"
#include "options/option.h"
#include "report/json_file.h"
#include "report/judged_json.h"
#include "report/saved_file.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char program[] = "racelab baseline";

static bool is_listed(const json_t *findings, const char *fingerprint)
{
    size_t i;
    json_t *known;
    json_array_foreach(findings, i,
                       known) if (strcmp(json_string_value(json_object_get(known, "fingerprint")),
                                         fingerprint) == 0) return true;
    return false;
}

static void take_finding(json_t *findings, json_t *finding, json_t *name)
{
    json_t *print = json_object_get(finding, "fingerprint");
    if (!json_is_string(print) || is_listed(findings, json_string_value(print)))
        return;
    json_array_append_new(findings,
                          json_pack("{s:O, s:O, s:O, s:O}", "fingerprint", print, "program", name,
                                    "kind", json_object_get(finding, "kind"), "object",
                                    json_object_get(json_object_get(finding, "object"), "name")));
}

static void take_program(json_t *findings, json_t *checked)
{
    size_t i, j;
    json_t *witness, *finding;
    json_array_foreach(json_object_get(checked, "witnesses"), i, witness)
        json_array_foreach(json_object_get(witness, "findings"), j, finding)
            take_finding(findings, finding, json_object_get(checked, "name"));
}

/* "-" is standard input. */
static int take_file(json_t *findings, const char *path)
{
    size_t i;
    json_t *checked;
    json_t *document = json_file_read(program, path);
    json_t *programs = json_object_get(document, "programs");
    if (!document)
        return EXIT_USAGE;
    if (!json_is_array(programs)) {
        fprintf(stderr, "%s: cannot read '%s': it is not what 'racelab check --json' prints\n",
                program, path);
        json_decref(document);
        return EXIT_USAGE;
    }
    if (json_integer_value(json_object_get(document, "version")) != JUDGED_JSON_VERSION) {
        fprintf(stderr, "%s: '%s' has a form that this version of racelab does not know\n", program,
                path);
        json_decref(document);
        return EXIT_USAGE;
    }
    json_array_foreach(programs, i, checked) take_program(findings, checked);
    json_decref(document);
    return 0;
}

static int write_document(const json_t *document, const char *path)
{
    struct saved_file file;
    int failed = path ? saved_file_init(&file, path) : json_file_print(document, stdout);
    if (path && failed == 0) {
        failed = json_file_print(document, file.stream);
        if (failed == 0)
            failed = saved_file_commit(&file);
        else
            saved_file_discard(&file);
    }
    if (failed != 0)
        fprintf(stderr, "%s: cannot write '%s': %s\n", program, path ? path : "standard output",
                strerror(-failed));
    return failed == 0 ? 0 : EXIT_ENVIRONMENT;
}

static int run(const char *const *operands, const char *output)
{
    int code = 0;
    json_t *findings = json_array();
    for (size_t i = 0; operands[i] && code == 0; i++)
        code = take_file(findings, operands[i]);
    json_t *document = json_pack("{s:s, s:i, s:o}", "document", "racelab baseline", "version", 1,
                                 "findings", findings);
    if (code == 0)
        code = document ? write_document(document, output) : EXIT_ENVIRONMENT;
    json_decref(document);
    return code;
}

int cmd_baseline(int argc, char **argv)
{
    const char *output = NULL;
    const struct option_spec table[] = {
        {.name = "output",
         .type = OPTION_TEXT,
         .target = &output,
         .metavar = "FILE",
         .meaning = "where to, in place of standard output"},
    };
    const struct command_line line = {
        .program = program,
        .synopsis = "RESULT.json...",
        .summary = "Makes a baseline of what 'racelab check --json' found ('-': standard input).\n"
                   "'racelab check --baseline FILE' then counts only what is new.",
        .example = "racelab check bank.c --json | racelab baseline - --output known.json",
        .options = table,
        .option_count = 1,
        .operands_min = 1,
        .operands_max = -1,
    };
    int code;
    const char **operands = operands_parse(&line, argc, argv, &code);
    if (operands)
        code = run(operands, output);
    free(operands);
    return code;
}
