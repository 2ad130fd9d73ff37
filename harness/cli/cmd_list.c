#include "cli/chosen.h"
#include "cli/commands.h"
#include "cli/operands.h"
#include "options/option.h"
#include "report/terminal.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *expected_word(const struct variant *variant)
{
    return variant->fixed ? "fixed" : "broken";
}

static void print_lab_name(const struct terminal *terminal, const char *name)
{
    printf("%s%s%s\n", terminal_bold(terminal), name, terminal_plain(terminal));
}

/* Cuts a text to what is left of the line. */
static void print_cut(const char *text, int columns)
{
    int length = (int)strlen(text);
    if (columns < 8 || length <= columns)
        printf("%s\n", text);
    else
        printf("%.*s...\n", columns - 3, text);
}

static void print_table(const struct variant *const *variants, size_t count)
{
    struct terminal terminal = terminal_of(stdout, COLOR_AUTO);
    const char *lab_name = "";
    for (size_t i = 0; i < count; i++) {
        const struct variant *variant = variants[i];
        if (strcmp(lab_name, variant->lab) != 0)
            print_lab_name(&terminal, lab_name = variant->lab);
        printf("  %s%-6s%s  %-18s ",
               variant->fixed ? terminal_green(&terminal) : terminal_red(&terminal),
               expected_word(variant), terminal_plain(&terminal), variant->name);
        print_cut(variant->title, terminal.width - 30);
    }
}

static json_t *variant_json(const struct variant *variant)
{
    return json_pack("{ss ss ss ss ss ss sI}", "lab", variant->lab, "name", variant->name,
                     "expected", expected_word(variant), "title", variant->title, "bug",
                     variant->bug, "cure", variant->cure, "cwe", (json_int_t)variant->cwe);
}

static int print_json(const struct variant *const *variants, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, variant_json(variants[i]));
    json_t *document =
        json_pack("{ss si so}", "document", "racelab list", "version", 1, "variants", list);
    int failed = document ? json_dumpf(document, stdout, JSON_INDENT(2)) : -1;
    printf("\n");
    json_decref(document);
    return failed == 0 ? 0 : EXIT_ENVIRONMENT;
}

static int print(const struct variant *const *variants, size_t count, bool json)
{
    if (json)
        return print_json(variants, count);
    print_table(variants, count);
    return 0;
}

int cmd_list(int argc, char **argv)
{
    bool json = false;
    const struct option_spec options[] = {{.name = "json",
                                           .type = OPTION_FLAG,
                                           .target = &json,
                                           .meaning = "print one JSON document"}};
    const struct command_line line = {
        .program = "racelab list",
        .synopsis = "[LAB[/VARIANT]]",
        .summary = "Shows the labs, and of each its variants: broken ones and fixed ones.",
        .example = "racelab list counter",
        .options = options,
        .option_count = 1,
        .operands_max = 1,
    };
    const char *name;
    int code;
    if (!operand_parse(&line, argc, argv, &name, &code))
        return code;
    struct chosen chosen;
    code = chosen_open(&chosen, line.program, name);
    if (code != 0)
        return code;
    code = print(chosen.selection.variants, chosen.selection.count, json);
    chosen_close(&chosen);
    return code;
}
