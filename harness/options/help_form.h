/* help_form.h: the option tables once more, for shells and for man(1). */
#ifndef RACELAB_OPTIONS_HELP_FORM_H
#define RACELAB_OPTIONS_HELP_FORM_H

#include "options/option.h"

enum help_form { HELP_TEXT, HELP_BASH, HELP_ZSH, HELP_FISH, HELP_MAN };

/* From now on options_help() prints in this form, which is a part of a larger
 * file. For `racelab completion`, in one thread. */
void help_form_set(enum help_form form);
enum help_form help_form_get(void);

/* Prints the table of one command in the form that was set; not HELP_TEXT. */
void help_form_print(const struct command_line *line);

/* Prints text as it stands between '...' in a shell, with a backslash before each of
 * the characters in `special`. */
void help_form_quote(const char *text, const char *special);

#endif
