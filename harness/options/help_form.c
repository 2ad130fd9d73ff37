#include "options/help_form.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static enum help_form current = HELP_TEXT;

void help_form_set(enum help_form form)
{
    current = form;
}

enum help_form help_form_get(void)
{
    return current;
}

/* "check" of "racelab check" */
static const char *command_of(const struct command_line *line)
{
    const char *space = strrchr(line->program, ' ');
    return space ? space + 1 : line->program;
}

/* Part of a variable's name: letters, digits and underscores. */
static void print_name(const char *text)
{
    for (; *text; text++)
        putchar(isalnum((unsigned char)*text) ? *text : '_');
}

/* A text within single quotes of a shell. */
void help_form_quote(const char *text, const char *special)
{
    for (; *text; text++) {
        if (*text == '\'')
            fputs("'\\''", stdout);
        else if (strchr(special, *text))
            printf("\\%c", *text);
        else
            putchar(*text == '\n' ? ' ' : *text);
    }
}

static void print_choices(const struct option_spec *spec)
{
    for (int i = 0; spec->choices[i]; i++)
        printf("%s%s", i ? " " : "", spec->choices[i]);
}

/* Variables that the completion function looks up. */
static void print_bash(const struct command_line *line)
{
    fputs("_racelab_", stdout);
    print_name(command_of(line));
    fputs("='", stdout);
    for (size_t i = 0; i < line->option_count; i++)
        printf("--%s ", line->options[i].name);
    puts("--help'");
    for (size_t i = 0; i < line->option_count; i++) {
        const struct option_spec *spec = &line->options[i];
        if (spec->type != OPTION_CHOICE)
            continue;
        fputs("_racelab_", stdout);
        print_name(command_of(line));
        fputs("__", stdout);
        print_name(spec->name);
        fputs("='", stdout);
        print_choices(spec);
        puts("'");
    }
}

static void print_zsh(const struct command_line *line)
{
    printf("    (%s)\n        _arguments", command_of(line));
    for (size_t i = 0; i < line->option_count; i++) {
        const struct option_spec *spec = &line->options[i];
        printf(" \\\n            '--%s%s[", spec->name, spec->metavar ? "=" : "");
        help_form_quote(spec->meaning, "[]:");
        fputs("]", stdout);
        if (spec->type == OPTION_CHOICE) {
            printf(":%s:(", spec->metavar);
            print_choices(spec);
            fputs(")", stdout);
        } else if (spec->metavar) {
            printf(":%s:%s", spec->metavar, strcmp(spec->metavar, "FILE") == 0 ? "_files" : "");
        }
        fputs("'", stdout);
    }
    puts(" \\\n            '--help[show help]' '*:operand:_files'\n        ;;");
}

static void print_fish(const struct command_line *line)
{
    for (size_t i = 0; i < line->option_count; i++) {
        const struct option_spec *spec = &line->options[i];
        printf("complete -c racelab -n '__fish_seen_subcommand_from %s' -l %s", command_of(line),
               spec->name);
        if (spec->metavar)
            fputs(" -r", stdout);
        if (spec->type == OPTION_CHOICE) {
            fputs(" -f -a '", stdout);
            print_choices(spec);
            fputs("'", stdout);
        }
        fputs(" -d '", stdout);
        help_form_quote(spec->meaning, "\\");
        puts("'");
    }
}

/* A text in roff: no line begins with a control character. */
static void print_roff(const char *text)
{
    bool begins = true;
    for (; *text; text++) {
        if (begins && (*text == '.' || *text == '\''))
            fputs("\\&", stdout);
        if (*text == '\\' || *text == '-')
            putchar('\\');
        putchar(*text);
        begins = *text == '\n';
    }
}

static void print_man(const struct command_line *line)
{
    fputs(".SS ", stdout);
    print_roff(line->program);
    fputs(" ", stdout);
    print_roff(line->synopsis);
    puts("");
    print_roff(line->summary);
    puts("");
    for (size_t i = 0; i < line->option_count; i++) {
        const struct option_spec *spec = &line->options[i];
        fputs(".TP\n.B \\-\\-", stdout);
        print_roff(spec->name);
        if (spec->metavar)
            printf(" \\fI%s\\fP", spec->metavar);
        puts("");
        print_roff(spec->meaning);
        if (spec->standard) {
            fputs(" [", stdout);
            print_roff(spec->standard);
            fputs("]", stdout);
        }
        puts("");
    }
    if (line->example) {
        puts(".PP\nExample:\n.PP\n.nf\n.RS");
        print_roff(line->example);
        puts("\n.RE\n.fi");
    }
}

void help_form_print(const struct command_line *line)
{
    switch (current) {
    case HELP_BASH:
        print_bash(line);
        break;
    case HELP_ZSH:
        print_zsh(line);
        break;
    case HELP_FISH:
        print_fish(line);
        break;
    case HELP_MAN:
        print_man(line);
        break;
    case HELP_TEXT:
        break;
    }
}
