/* racelab completion: what shells and man(1) want to know, from the option tables
 * of all commands. */
#include "cli/commands.h"
#include "cli/operands.h"
#include "options/help_form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char bash_tail[] =
    "_racelab() {\n"
    "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}\n"
    "    local command=${COMP_WORDS[1]//[^a-z0-9]/_} name\n"
    "    if [ \"$COMP_CWORD\" = 1 ]; then\n"
    "        COMPREPLY=($(compgen -W \"$_racelab_commands\" -- \"$word\"))\n"
    "        return\n"
    "    fi\n"
    "    name=${before#--}\n"
    "    name=_racelab_${command}__${name//[^a-z0-9]/_}\n"
    "    if [[ $before == --* && -n ${!name-} ]]; then\n"
    "        COMPREPLY=($(compgen -W \"${!name}\" -- \"$word\"))\n"
    "    elif [[ $word == -* ]]; then\n"
    "        name=_racelab_$command\n"
    "        COMPREPLY=($(compgen -W \"${!name-}\" -- \"$word\"))\n"
    "    else\n"
    "        COMPREPLY=($(compgen -f -- \"$word\"))\n"
    "    fi\n"
    "}\n"
    "complete -o filenames -F _racelab racelab\n";

/* before NAME between PURPOSE' */
static void print_commands(const char *before, const char *between, const char *special)
{
    for (size_t i = 0; i < subcommand_count; i++) {
        printf("%s%s%s", before, subcommand_spelling(&subcommands[i]), between);
        help_form_quote(subcommands[i].purpose, special);
        puts("'");
    }
}

static void print_head(enum help_form form)
{
    switch (form) {
    case HELP_BASH:
        printf("# bash completion of racelab %s\n_racelab_commands='", RACELAB_VERSION);
        for (size_t i = 0; i < subcommand_count; i++)
            printf("%s%s", i ? " " : "", subcommand_spelling(&subcommands[i]));
        puts("'");
        break;
    case HELP_ZSH:
        puts("#compdef racelab\n_racelab_commands=(");
        print_commands("    '", ":", ":");
        puts(")\nif (( CURRENT == 2 )); then\n    _describe command _racelab_commands\n    return\n"
             "fi\nlocal command=${words[2]}\nshift words\n(( CURRENT-- ))\ncase $command in");
        break;
    case HELP_FISH:
        print_commands("complete -c racelab -n '__fish_use_subcommand' -f -a ", " -d '", "\\");
        break;
    default:
        printf(".TH RACELAB 1 \"\" \"racelab %s\" \"User Commands\"\n.SH NAME\n"
               "racelab \\- a race\\-condition lab and checker for C\n.SH SYNOPSIS\n"
               ".B racelab\n\\fICOMMAND\\fP [options]\n.SH COMMANDS\n",
               RACELAB_VERSION);
        break;
    }
}

static void print_tail(enum help_form form)
{
    if (form == HELP_BASH)
        fputs(bash_tail, stdout);
    if (form == HELP_ZSH)
        puts("esac");
    if (form == HELP_MAN)
        puts(
            ".SH EXIT STATUS\n0 nothing found, 1 found, 2 wrong usage or input, 3 inconclusive or\n"
            "unsupported, 4 the machine lacks something, 70 a bug of racelab.");
}

/* Each command prints its table when it is asked for help. */
static void print_tables(void)
{
    char help[] = "--help";
    for (size_t i = 0; i < subcommand_count; i++) {
        char *name = strdup(subcommands[i].name);
        char *arguments[] = {name, help, NULL};
        if (name && subcommands[i].run != cmd_help)
            subcommands[i].run(2, arguments);
        free(name);
    }
}

int cmd_completion(int argc, char **argv)
{
    static const char *const forms[] = {"bash", "zsh", "fish", "man"};
    const struct command_line line = {
        .program = "racelab completion",
        .synopsis = "bash|zsh|fish|man",
        .summary = "Prints what completes racelab's commands and options in a shell, or its\n"
                   "page for man(1); both come from the tables that --help prints.",
        .example = "racelab completion bash > /etc/bash_completion.d/racelab",
        .operands_min = 1,
        .operands_max = 1,
    };
    const char *name;
    int code;
    if (!operand_parse(&line, argc, argv, &name, &code))
        return code;
    size_t form = 0;
    while (form < 4 && strcmp(name, forms[form]) != 0)
        form++;
    if (form == 4) {
        fprintf(stderr, "racelab completion: '%s' is none of bash, zsh, fish, man\n", name);
        return EXIT_USAGE;
    }
    help_form_set((enum help_form)(HELP_BASH + (int)form));
    print_head(help_form_get());
    print_tables();
    print_tail(help_form_get());
    return 0;
}
