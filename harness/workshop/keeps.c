#include "workshop/keeps.h"
#include "workshop/sentence.h"
#include "judge/memory.h"
#include "sanitize/file.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

static size_t literal_length(const char *at)
{
    size_t length = 1;
    while (at[length] && at[length] != at[0] && at[length] != '\n')
        length += at[length] == '\\' && at[length + 1] ? 2 : 1;
    return at[length] == at[0] ? length + 1 : length;
}

static size_t comment_length(const char *at)
{
    if (at[0] == '/' && at[1] == '/')
        return strcspn(at, "\n");
    if (at[0] != '/' || at[1] != '*')
        return 0;
    const char *end = strstr(at + 2, "*/");
    return end ? (size_t)(end + 2 - at) : strlen(at);
}

static size_t token_length(const char *at)
{
    size_t length = 0;
    if (*at == '"' || *at == '\'')
        return literal_length(at);
    while (is_word(at[length]))
        length++;
    return length ? length : 1;
}

/* A C text as tokens with one blank between, " if ( x == 1 ) ", so that texts
 * that differ in blanks and comments alone are the same. The caller frees it. */
static char *tokens_of(const char *at)
{
    char *text = memory_resize(NULL, 2 * strlen(at) + 3, 1);
    size_t size = 0;
    text[size++] = ' ';
    while (*at) {
        size_t skip = isspace((unsigned char)*at) ? 1 : comment_length(at);
        size_t length = skip ? 0 : token_length(at);
        memcpy(text + size, at, length);
        size += length;
        if (length)
            text[size++] = ' ';
        at += skip + length;
    }
    text[size] = '\0';
    return text;
}

/* Where the brace or parenthesis that `at` is behind is closed; NULL: nowhere. */
static const char *behind_closing(const char *at, char open, char close)
{
    for (long depth = 1; *at; at += strcspn(at, " ") + 1) {
        depth += at[0] == open && at[1] == ' ';
        depth -= at[0] == close && at[1] == ' ';
        if (depth == 0)
            return at + 2;
        if (at[strcspn(at, " ")] == '\0')
            return NULL;
    }
    return NULL;
}

/* The function's parameters and body in a text of tokens; NULL: it is not there.
 * The caller frees it. */
static char *function_of(const char *tokens, const char *name)
{
    char *head = memory_print(" %s ( ", name), *body = NULL;
    for (const char *at = strstr(tokens, head); at && !body; at = strstr(at + 1, head)) {
        const char *begin = at + strlen(head) - 2;
        const char *end = behind_closing(begin + 2, '(', ')');
        if (!end || strncmp(end, "{ ", 2) != 0)
            continue; /* a call */
        end = behind_closing(end + 2, '{', '}');
        body = end ? memory_copy(begin, (size_t)(end - begin)) : NULL;
    }
    free(head);
    return body;
}

static bool file_has(const struct pack_file *file, const char *name, const char *body)
{
    char *text, *tokens, *own;
    size_t size;
    if (file_read(file->path, &text, &size) != 0)
        return false;
    tokens = tokens_of(text);
    own = function_of(tokens, name);
    bool same = own && strcmp(own, body) == 0;
    free(own);
    free(tokens);
    free(text);
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

/* A macro of the submission's that stands in what is to be kept. */
static char *macro_in(const char *tokens, const char *body)
{
    static const char define[] = " # define ";
    for (const char *at = strstr(tokens, define); at; at = strstr(at + 1, define)) {
        const char *name = at + strlen(define);
        char *word = memory_print(" %.*s ", (int)strcspn(name, " "), name);
        bool used = strstr(body, word) != NULL;
        if (used)
            return word;
        free(word);
    }
    return NULL;
}

/* Named nowhere but where it is defined. */
static bool is_unused(const char *tokens, const char *name)
{
    char *word = memory_print(" %s ", name);
    const char *first = strstr(tokens, word);
    bool unused = first && !strstr(first + 1, word);
    free(word);
    return unused;
}

static char *inspect_function(const char *tokens, const struct exercise *exercise, const char *name)
{
    char *body = function_of(tokens, name), *why = NULL;
    char *macro = body ? macro_in(tokens, body) : NULL;
    if (!body)
        why = memory_print(sentence("its function '%s' is gone, which belongs to the exercise"),
                           name);
    else if (macro)
        why = memory_print(sentence("it redefines '%.*s' of '%s', which belongs to the exercise"),
                           (int)strlen(macro) - 2, macro + 1, name);
    else if (is_unused(tokens, name))
        why = memory_print(
            sentence("its function '%s', which belongs to the exercise, is used no more"), name);
    else if (!known_body(exercise, name, body))
        why = memory_print(sentence("its function '%s' is changed, which belongs to the exercise"),
                           name);
    free(macro);
    free(body);
    return why;
}

static char *inspect_piece(const char *tokens, const char *piece)
{
    char *wanted = tokens_of(piece);
    bool there = strstr(tokens, wanted) != NULL;
    free(wanted);
    return there ? NULL
                 : memory_print(sentence("'%s' is gone, which is the exercise's work"), piece);
}

char *keeps_inspect(const char *text, const struct exercise *exercise)
{
    const char *list = exercise->text.keeps;
    char *tokens = tokens_of(text), *why = NULL;
    for (list = list ? list + strspn(list, " ") : ""; *list && !why; list += strspn(list, " ")) {
        bool piece = *list == '"';
        size_t length = piece ? literal_length(list) : strcspn(list, " ");
        char *what = memory_copy(list + piece, length > 1 && piece ? length - 2 : length);
        why = piece ? inspect_piece(tokens, what) : inspect_function(tokens, exercise, what);
        free(what);
        list += length;
    }
    free(tokens);
    return why;
}
