#include "workshop/keeps.h"
#include "workshop/code.h"
#include "workshop/sentence.h"
#include "judge/memory.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static bool file_has(const struct pack_file *file, const char *name, const char *body)
{
    struct code code;
    if (!code_read(&code, file->path))
        return false;
    char *own = code_function(&code, name);
    bool same = own && strcmp(own, body) == 0;
    free(own);
    code_release(&code);
    return same;
}

static bool known_body(const struct exercise *exercise, const char *name, const char *body)
{
    for (size_t i = 0; i < exercise->wrong_count; i++)
        if (file_has(&exercise->wrongs[i], name, body))
            return true;
    for (size_t i = 0; i < exercise->remedy_count; i++)
        if (file_has(&exercise->remedies[i], name, body))
            return true;
    return false;
}

/* Named nowhere but where it is defined. */
static bool is_unused(const struct code *code, const char *name)
{
    char *word = memory_print(" %s ", name);
    const char *first = strstr(code->tokens, word);
    bool unused = first && !strstr(first + 1, word);
    free(word);
    return unused;
}

static char *inspect_function(const struct code *code, const struct exercise *exercise,
                              const char *name)
{
    char *body = code_function(code, name), *why = NULL;
    char *whole = memory_print("%s %s", name, body ? body : "");
    char *macro = code_macro_in(code, whole);
    if (macro)
        why = memory_print(sentence("it redefines '%.*s' of '%s', which belongs to the exercise"),
                           (int)strlen(macro), macro, name);
    else if (!body)
        why = memory_print(sentence("its function '%s' is gone, which belongs to the exercise"),
                           name);
    else if (is_unused(code, name))
        why = memory_print(
            sentence("its function '%s', which belongs to the exercise, is used no more"), name);
    else if (!known_body(exercise, name, body))
        why = memory_print(sentence("its function '%s' is changed, which belongs to the exercise"),
                           name);
    free(macro);
    free(whole);
    free(body);
    return why;
}

static char *inspect_piece(const struct code *code, const char *piece)
{
    char *wanted = code_piece(piece), *macro = code_macro_in(code, wanted), *why = NULL;
    if (macro)
        why = memory_print(sentence("it redefines '%.*s' of '%s', which belongs to the exercise"),
                           (int)strlen(macro), macro, piece);
    else if (!strstr(code->tokens, wanted))
        why = memory_print(sentence("'%s' is gone, which is the exercise's work"), piece);
    free(macro);
    free(wanted);
    return why;
}

/* What is left out, or taken in, by a condition would not be seen here. */
static char *inspect_whole(const struct code *code)
{
    if (!code->conditional)
        return NULL;
    return memory_copy_text(
        sentence("it has an #if in it: what belongs to the exercise has to stand "
                 "where it is always compiled"));
}

/* The next name or quoted piece of the list, which moves on; NULL: there is no more. */
static char *take(const char **list, bool *piece)
{
    *list += strspn(*list, " ");
    *piece = **list == '"';
    size_t length = *piece ? code_literal(*list) : strcspn(*list, " ");
    char *what = memory_copy(*list + *piece, length > 1 && *piece ? length - 2 : length);
    *list += length;
    if (what[0])
        return what;
    free(what);
    return NULL;
}

char *keeps_inspect(const char *text, const struct exercise *exercise)
{
    const char *list = exercise->text.keeps;
    struct code code;
    bool piece;
    if (!list)
        return NULL;
    code_init(&code, text);
    char *why = inspect_whole(&code);
    for (char *what = take(&list, &piece); what; what = take(&list, &piece)) {
        if (!why)
            why = piece ? inspect_piece(&code, what) : inspect_function(&code, exercise, what);
        free(what);
    }
    code_release(&code);
    return why;
}

static bool is_kept(const struct exercise *exercise, const char *name)
{
    return workshop_text_lists(exercise->text.keeps, name);
}

/* The exercise's own description has the function in that place, and keeps it. */
static char *inspect_role(const struct exercise *exercise, const char *wanted, const char *seen)
{
    if (!wanted[0] || !is_kept(exercise, wanted) || strcmp(wanted, seen) == 0)
        return NULL;
    return memory_print(sentence("its description does not use the function '%s', which belongs to "
                                 "the exercise"),
                        wanted);
}

char *keeps_description(const struct description *said, const struct description *own,
                        const struct exercise *exercise)
{
    char *why = inspect_role(exercise, own->check_name, said->check_name);
    for (size_t i = 0; i < own->actors && !why; i++)
        why = inspect_role(exercise, own->actor_names[i], said->actor_names[i]);
    return why;
}
