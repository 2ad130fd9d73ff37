#include "options/option.h"
#include "options/help_form.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool option_read_count(const char *text, long min, long max, long *value)
{
    char *end;
    errno = 0;
    long number = strtol(text, &end, 10);
    if (end == text || *end != '\0' || errno == ERANGE || isspace((unsigned char)text[0]))
        return false;
    if (number < min || number > max)
        return false;
    *value = number;
    return true;
}

static bool read_counts(const struct option_spec *spec, const char *text)
{
    struct option_counts read = {0};
    char *copy = strdup(text), *rest = copy, *word;
    bool good = copy != NULL;
    while (good && (word = strsep(&rest, ",")) != NULL)
        good = read.count < OPTION_COUNTS_MAX &&
               option_read_count(word, spec->min, spec->max, &read.values[read.count++]);
    free(copy);
    if (good)
        *(struct option_counts *)spec->target = read;
    return good;
}

static bool read_number(const struct option_spec *spec, const char *text)
{
    char *end;
    double number = strtod(text, &end);
    if (end == text || *end != '\0' || !isfinite(number) || number <= 0 ||
        number > (double)spec->max)
        return false;
    *(double *)spec->target = number;
    return true;
}

static bool read_choice(const struct option_spec *spec, const char *text)
{
    for (int i = 0; spec->choices[i]; i++) {
        if (strcmp(spec->choices[i], text) == 0) {
            *(int *)spec->target = i;
            return true;
        }
    }
    return false;
}

static bool read_value(const struct option_spec *spec, const char *text)
{
    switch (spec->type) {
    case OPTION_FLAG:
        *(bool *)spec->target = true;
        return true;
    case OPTION_COUNT:
        return option_read_count(text, spec->min, spec->max, spec->target);
    case OPTION_COUNTS:
        return read_counts(spec, text);
    case OPTION_NUMBER:
        return read_number(spec, text);
    case OPTION_TEXT:
        *(const char **)spec->target = text;
        return text[0] != '\0';
    case OPTION_CHOICE:
        return read_choice(spec, text);
    }
    return false;
}

static void list_choices(const struct option_spec *spec, char *text, size_t size)
{
    size_t used = (size_t)snprintf(text, size, "one of");
    for (int i = 0; spec->choices[i] && used < size; i++)
        used += (size_t)snprintf(text + used, size - used, " %s", spec->choices[i]);
}

/* What a value of this option looks like, for the message about a wrong one. */
static void describe_values(const struct option_spec *spec, char *text, size_t size)
{
    switch (spec->type) {
    case OPTION_COUNT:
        snprintf(text, size, "a whole number from %ld to %ld", spec->min, spec->max);
        break;
    case OPTION_COUNTS:
        snprintf(text, size, "a list of whole numbers from %ld to %ld, such as 2,8,64", spec->min,
                 spec->max);
        break;
    case OPTION_NUMBER:
        snprintf(text, size, "a number greater than 0, at most %ld", spec->max);
        break;
    case OPTION_CHOICE:
        list_choices(spec, text, size);
        break;
    case OPTION_FLAG:
        snprintf(text, size, "1");
        break;
    case OPTION_TEXT:
        snprintf(text, size, "a text that is not empty");
        break;
    }
}

static enum option_result take_value(const struct command_line *line,
                                     const struct option_spec *spec, const char *source,
                                     const char *text)
{
    char values[160];
    if (read_value(spec, text))
        return OPTION_GO_ON;
    describe_values(spec, values, sizeof values);
    fprintf(stderr, "%s: %s '%s' is not %s\n", line->program, source, text, values);
    return OPTION_WRONG;
}

static enum option_result read_environment(const struct command_line *line)
{
    enum option_result result = OPTION_GO_ON;
    for (size_t i = 0; i < line->option_count && result == OPTION_GO_ON; i++) {
        const struct option_spec *spec = &line->options[i];
        const char *text = spec->environment ? getenv(spec->environment) : NULL;
        if (text && text[0])
            result = take_value(line, spec, spec->environment, text);
    }
    return result;
}

static enum option_result unknown_option(const struct command_line *line, const char *word)
{
    fprintf(stderr, "%s: unknown option '%s'; '%s --help' lists them\n", line->program, word,
            line->program);
    return OPTION_WRONG;
}

static const struct option_spec *find_option(const struct command_line *line, const char *name,
                                             size_t length)
{
    for (size_t i = 0; i < line->option_count; i++)
        if (strlen(line->options[i].name) == length &&
            strncmp(line->options[i].name, name, length) == 0)
            return &line->options[i];
    return NULL;
}

/* Reads the option in argv[*at], and its value, which may be the next word. */
static enum option_result read_option(const struct command_line *line, int argc, char **argv,
                                      int *at)
{
    const char *word = argv[*at] + 2;
    size_t length = strcspn(word, "=");
    const char *value = word[length] == '=' ? word + length + 1 : NULL;
    const struct option_spec *spec = find_option(line, word, length);
    if (!spec)
        return unknown_option(line, argv[*at]);
    if (spec->type == OPTION_FLAG && value) {
        fprintf(stderr, "%s: --%s takes no value\n", line->program, spec->name);
        return OPTION_WRONG;
    }
    if (spec->type != OPTION_FLAG && !value && *at + 1 >= argc) {
        fprintf(stderr, "%s: --%s needs a value: --%s %s\n", line->program, spec->name, spec->name,
                spec->metavar);
        return OPTION_WRONG;
    }
    if (spec->type != OPTION_FLAG && !value)
        value = argv[++*at];
    char source[64];
    snprintf(source, sizeof source, "--%s:", spec->name);
    return take_value(line, spec, source, value);
}

static enum option_result check_operands(const struct command_line *line, int count)
{
    if (count >= line->operands_min && (line->operands_max < 0 || count <= line->operands_max))
        return OPTION_GO_ON;
    fprintf(stderr, "%s: %s; usage: %s [options] %s\n", line->program,
            count < line->operands_min ? "operand missing" : "too many operands", line->program,
            line->synopsis);
    return OPTION_WRONG;
}

static bool is_help(const char *word)
{
    return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0;
}

enum option_result options_parse(const struct command_line *line, int argc, char **argv,
                                 const char **operands)
{
    int count = 0;
    bool operands_only = false; /* after a bare "--" */
    enum option_result result = read_environment(line);
    for (int i = 1; i < argc && result == OPTION_GO_ON; i++) {
        const char *word = argv[i];
        if (operands_only || word[0] != '-' || word[1] == '\0') {
            operands[count++] = word;
        } else if (is_help(word)) {
            options_help(line);
            return OPTION_HELP_SHOWN;
        } else if (word[1] != '-') {
            result = unknown_option(line, word);
        } else if (word[2] == '\0') {
            operands_only = true;
        } else {
            result = read_option(line, argc, argv, &i);
        }
    }
    operands[count] = NULL;
    return result == OPTION_GO_ON ? check_operands(line, count) : result;
}

static void help_option(const struct option_spec *spec)
{
    char left[64];
    snprintf(left, sizeof left, "--%s%s%s", spec->name, spec->metavar ? " " : "",
             spec->metavar ? spec->metavar : "");
    printf("  %-24s %s", left, spec->meaning);
    if (spec->standard)
        printf(" [%s]", spec->standard);
    if (spec->environment)
        printf(" ($%s)", spec->environment);
    printf("\n");
}

void options_help(const struct command_line *line)
{
    if (help_form_get() != HELP_TEXT) {
        help_form_print(line);
        return;
    }
    printf("usage: %s%s%s%s\n\n%s\n", line->program, line->option_count > 0 ? " [options]" : "",
           line->synopsis[0] ? " " : "", line->synopsis, line->summary);
    if (line->option_count > 0)
        printf("\noptions:\n");
    for (size_t i = 0; i < line->option_count; i++)
        help_option(&line->options[i]);
    if (line->option_count > 0)
        printf("  %-24s %s\n", "--help", "show this");
    if (line->example)
        printf("\nexample:\n  %s\n", line->example);
}

struct option_spec option_color(int *color)
{
    return (struct option_spec){.name = "color",
                                .type = OPTION_CHOICE,
                                .target = color,
                                .metavar = "WHEN",
                                .meaning = "auto, always or never",
                                .standard = "auto",
                                .choices = {"auto", "always", "never"}};
}
