/* racelab merge: the shards of one search, joined into one verdict. */
#include "cli/commands.h"
#include "cli/explore_command.h"
#include "cli/operands.h"
#include "explore/shard/join.h"
#include "explore/shard/set.h"
#include "explore/trace/explore_json.h"
#include "explore/trace/trace_file.h"
#include "judge/memory.h"
#include "options/option.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char program[] = "racelab merge";

struct merge_command {
    bool json;
    bool show_output;
    int color; /* enum terminal_color */
    const char *trace;
    struct terminal terminal;
    struct explore_json *document;
    size_t shown;
};

static const char *text_of(const struct shard_part *part, const char *key)
{
    return json_string_value(json_object_get(part->configuration, key));
}

static long number_of(const struct shard_part *part, const char *key)
{
    return (long)json_integer_value(json_object_get(part->configuration, key));
}

static bool flag_of(const struct shard_part *part, const char *key)
{
    return json_is_true(json_object_get(part->configuration, key));
}

/* A shard that came to no end of its own says why the whole is not searched. */
static void say_unfinished(const struct shard_group *group)
{
    for (size_t i = 0; i < group->count; i++) {
        const struct exploration *exploration = &group->parts[i].exploration;
        if (exploration->unsupported || exploration->complete ||
            strcmp(exploration->limit, "executions") == 0 ||
            strcmp(exploration->limit, "preemptions") == 0)
            continue;
        fprintf(stderr, "%s: shard %u of %u of '%s' did not come to its end: %s%s\n", program,
                group->parts[i].number, group->parts[i].count, group->name,
                strchr(exploration->limit, ' ') || strcmp(exploration->limit, "interrupted") == 0
                    ? ""
                    : "the limit of ",
                exploration->limit);
    }
}

/* An array of texts, NULL-terminated; the caller frees it, the texts are the document's. */
static const char **words_of(const struct shard_part *part, const char *key)
{
    const json_t *array = json_object_get(part->configuration, key);
    size_t count = json_array_size(array);
    const char **words = memory_resize(NULL, count + 1, sizeof *words);
    for (size_t i = 0; i < count; i++)
        words[i] = json_string_value(json_array_get(array, i));
    words[count] = NULL;
    return words;
}

static int keep_trace(struct merge_command *command, const struct explored *explored,
                      const struct shard_part *part)
{
    if (!command->trace || explored->conclusion.count == 0)
        return 0;
    const char **operands = words_of(part, "program");
    int failed = trace_file_write(command->trace, explored, operands);
    if (failed != 0)
        fprintf(stderr, "%s: cannot write '%s': %s\n", program, command->trace, strerror(-failed));
    free(operands);
    command->trace = NULL;
    return failed ? EXIT_ENVIRONMENT : 0;
}

static void show(struct merge_command *command, const struct explored *explored)
{
    if (command->json) {
        explore_json_add(command->document, explored);
        return;
    }
    if (command->shown++)
        putchar('\n');
    explore_text(stdout, explored, &command->terminal);
}

static void join(struct exploration *whole, const struct shard_group *group)
{
    const struct join_rules rules = {.preemptions =
                                         (unsigned)number_of(group->parts, "preemptions"),
                                     .keep_going = flag_of(group->parts, "keep_going")};
    struct exploration *shards = memory_resize(NULL, group->count, sizeof *shards);
    for (size_t i = 0; i < group->count; i++)
        shards[i] = group->parts[i].exploration;
    exploration_join(whole, shards, group->count, &rules);
    for (size_t i = 0; i < group->count; i++)
        group->parts[i].exploration = shards[i];
    free(shards);
}

static int merge_group(struct merge_command *command, struct shard_group *group)
{
    const struct shard_part *part = group->parts;
    const char **flags = words_of(part, "flags");
    struct explored explored = {.name = group->name,
                                .is_lab = flag_of(part, "lab"),
                                .threads = number_of(part, "threads"),
                                .increments = number_of(part, "increments"),
                                .input = json_string_value(json_object_get(
                                    json_object_get(part->variant, "shard"), "input")),
                                .arguments = text_of(part, "arguments"),
                                .flags = flags[0] ? flags : NULL,
                                .spurious = flag_of(part, "spurious"),
                                .show_output = command->show_output,
                                .shards = (unsigned)group->count,
                                .symbols = symbols_of_tape(&group->tape)};
    say_unfinished(group);
    join(&explored.exploration, group);
    conclusion_init(&explored.conclusion, &explored.exploration, explored.symbols);
    show(command, &explored);
    int failed = keep_trace(command, &explored, part);
    int code = verdict_exit_code(explored.conclusion.verdict);
    conclusion_release(&explored.conclusion);
    exploration_release(&explored.exploration);
    symbols_close(explored.symbols);
    free(flags);
    return failed ? failed : code;
}

static int merge(struct merge_command *command, const struct shard_set *set)
{
    int code = set->partial ? EXIT_INCONCLUSIVE : EXIT_NOTHING_FOUND;
    command->document = explore_json_new();
    command->terminal = terminal_of(stdout, (enum terminal_color)command->color);
    for (size_t i = 0; i < set->group_count; i++)
        code = explore_graver(code, merge_group(command, &set->groups[i]));
    if (command->json && explore_json_print(command->document, set->partial, stdout) != 0)
        code = EXIT_ENVIRONMENT;
    if (set->partial)
        fprintf(stderr, "%s: a shard was interrupted; the results are partial\n", program);
    explore_json_release(command->document);
    return code;
}

static int run(struct merge_command *command, const char *const *paths)
{
    struct shard_set set;
    int code = shard_set_read(&set, paths, program);
    if (code == 0)
        code = merge(command, &set);
    shard_set_release(&set);
    return code;
}

int cmd_merge(int argc, char **argv)
{
    struct merge_command command = {.json = false};
    const struct option_spec table[] = {
        {.name = "show-output",
         .type = OPTION_FLAG,
         .target = &command.show_output,
         .meaning = "with each finding, what the program printed on the way"},
        {.name = "trace",
         .type = OPTION_TEXT,
         .target = &command.trace,
         .metavar = "FILE",
         .meaning = "write the first finding's trace, for 'racelab replay FILE'"},
        {.name = "json",
         .type = OPTION_FLAG,
         .target = &command.json,
         .meaning = "print one JSON document"},
        option_color(&command.color),
    };
    const struct command_line line = {
        .program = program,
        .synopsis = "FILE.json...",
        .summary =
            "Joins what the shards of one search have written ('racelab explore --shard I/N\n"
            "--json') into one verdict. All of them have to be there.",
        .example = "racelab merge shard-*.json",
        .options = table,
        .option_count = sizeof table / sizeof *table,
        .operands_min = 1,
        .operands_max = -1,
    };
    int code;
    const char **operands = operands_parse(&line, argc, argv, &code);
    if (operands)
        code = run(&command, operands);
    free(operands);
    return code;
}
