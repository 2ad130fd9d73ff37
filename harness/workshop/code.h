/* code.h: a C text as tokens, so that texts that differ in blanks and comments
 * alone are the same, and functions and pieces of code can be found in it.
 */
#ifndef RACELAB_WORKSHOP_CODE_H
#define RACELAB_WORKSHOP_CODE_H

#include <stdbool.h>
#include <stddef.h>

struct code {
    char *tokens;     /* " if ( x == 1 ) ": one blank round each; blanks in literals are \001.
                         Without directives, lines that are continued joined. */
    char *macros;     /* " ONE TWO ": what its #define lines define */
    bool conditional; /* it has an #if */
};

void code_init(struct code *code, const char *text);
void code_release(struct code *code);

/* The same of a file. False: it cannot be read, and there is nothing to release. */
bool code_read(struct code *code, const char *path);

/* The parameters and the body of a function that is defined at the top of the file, not inside
 * of anything else; NULL: it is not there. The caller frees it. */
char *code_function(const struct code *code, const char *name);

/* The tokens of a piece of code, as they stand in `tokens`. The caller frees it. */
char *code_piece(const char *piece);

/* A macro that stands in these tokens: its name, which the caller frees; NULL: none does. */
char *code_macro_in(const struct code *code, const char *tokens);

/* The text with each place that reads, apart from blanks and comments, as the piece does
 * replaced. The caller frees it. */
char *code_replace(const char *text, const char *piece, const char *with);

/* How long the literal is that begins at `at`, its quotes included. */
size_t code_literal(const char *at);

#endif
