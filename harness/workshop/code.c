#include "workshop/code.h"
#include "judge/memory.h"
#include "sanitize/file.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Stands for a blank inside of a literal, which is one token. */
enum { BLANK = '\001' };

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

size_t code_literal(const char *at)
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
        return code_literal(at);
    while (is_word(at[length]))
        length++;
    return length ? length : 1;
}

/* Lines that end with a backslash, and those behind them, are one. */
static char *join_lines(const char *text)
{
    char *joined = memory_resize(NULL, strlen(text) + 1, 1), *to = joined;
    while (*text) {
        size_t blanks = *text == '\\' ? strspn(text + 1, " \t\r\f\v") : 0;
        if (*text == '\\' && text[1 + blanks] == '\n')
            text += blanks + 2;
        else
            *to++ = *text++;
    }
    *to = '\0';
    return joined;
}

static size_t append(char *tokens, size_t size, const char *token, size_t length)
{
    for (size_t i = 0; i < length; i++)
        tokens[size++] = token[i] == ' ' ? (char)BLANK : token[i];
    tokens[size++] = ' ';
    return size;
}

/* Behind blanks and comments of one line. */
static const char *skip_blanks(const char *at)
{
    for (size_t skip = 1; skip > 0; at += skip)
        skip = *at == ' ' || *at == '\t' ? 1 : comment_length(at);
    return at;
}

static void take_word(struct code *code, const char *word)
{
    if (strncmp(word, "if", 2) == 0)
        code->conditional = true;
    if (strncmp(word, "define", 6) != 0 || is_word(word[6]))
        return;
    const char *name = skip_blanks(word + 6);
    char *old = code->macros;
    code->macros = memory_print("%s%.*s ", old, (int)token_length(name), name);
    free(old);
}

/* Notes a directive, and returns how long it is. */
static size_t take_directive(struct code *code, const char *at)
{
    size_t length = 0;
    take_word(code, skip_blanks(at + (*at == '%' ? 2 : 1)));
    while (at[length] && at[length] != '\n') {
        size_t comment = comment_length(at + length);
        length += comment ? comment : token_length(at + length);
    }
    return length;
}

void code_init(struct code *code, const char *text)
{
    char *joined = join_lines(text);
    size_t size = 1;
    bool fresh = true; /* nothing has stood in this line so far */
    *code = (struct code){.tokens = memory_resize(NULL, 2 * strlen(joined) + 3, 1),
                          .macros = memory_copy_text(" ")};
    code->tokens[0] = ' ';
    for (const char *at = joined; *at;) {
        size_t skip = isspace((unsigned char)*at) ? 1 : comment_length(at);
        fresh |= skip == 1 && *at == '\n';
        if (skip == 0 && fresh && (*at == '#' || (at[0] == '%' && at[1] == ':')))
            skip = take_directive(code, at);
        if (skip == 0) {
            fresh = false;
            skip = token_length(at);
            size = append(code->tokens, size, at, skip);
        }
        at += skip;
    }
    code->tokens[size] = '\0';
    free(joined);
}

bool code_read(struct code *code, const char *path)
{
    char *text;
    size_t size;
    if (file_read(path, &text, &size) != 0)
        return false;
    code_init(code, text);
    free(text);
    return true;
}

void code_release(struct code *code)
{
    free(code->tokens);
    free(code->macros);
    *code = (struct code){0};
}

static const char *next(const char *at)
{
    size_t length = strcspn(at, " ");
    return at + length + (at[length] != '\0');
}

static bool is(const char *at, const char *token)
{
    size_t length = strlen(token);
    return strncmp(at, token, length) == 0 && at[length] == ' ';
}

/* Where the brace or parenthesis that `at` is behind is closed; NULL: nowhere. */
static const char *behind_closing(const char *at, const char *open, const char *close)
{
    long depth = 1;
    for (; *at && depth > 0; at = next(at))
        depth += is(at, open) - is(at, close);
    return depth == 0 ? at : NULL;
}

/* The text from the parenthesis to the closing brace; NULL: it defines no function. */
static char *definition_at(const char *parenthesis)
{
    const char *end = is(parenthesis, "(") ? behind_closing(next(parenthesis), "(", ")") : NULL;
    if (!end || !is(end, "{"))
        return NULL;
    end = behind_closing(next(end), "{", "}");
    return end ? memory_copy(parenthesis, (size_t)(end - parenthesis)) : NULL;
}

char *code_function(const struct code *code, const char *name)
{
    long depth = 0;
    for (const char *at = code->tokens + 1; *at; at = next(at)) {
        char *found = depth == 0 && is(at, name) ? definition_at(next(at)) : NULL;
        if (found)
            return found;
        depth += is(at, "(") + is(at, "{") - is(at, ")") - is(at, "}");
    }
    return NULL;
}

char *code_piece(const char *piece)
{
    struct code code;
    code_init(&code, piece);
    char *tokens = code.tokens;
    code.tokens = NULL;
    code_release(&code);
    return tokens;
}

char *code_macro_in(const struct code *code, const char *tokens)
{
    char *spaced = memory_print(" %s ", tokens), *found = NULL;
    for (const char *at = code->macros + 1; *at && !found; at = next(at)) {
        char *word = memory_print(" %.*s ", (int)strcspn(at, " "), at);
        if (strstr(spaced, word))
            found = memory_copy(at, strcspn(at, " "));
        free(word);
    }
    free(spaced);
    return found;
}

/* How much of a text reads as these tokens do, " x ++ "; 0: it does not begin so. */
static size_t reads_as(const char *text, const char *tokens)
{
    const char *at = text;
    for (tokens++; *tokens; tokens = next(tokens)) {
        size_t wanted = strcspn(tokens, " ");
        for (size_t skip = 1; skip > 0; at += skip)
            skip = isspace((unsigned char)*at) ? 1 : comment_length(at);
        size_t length = *at ? token_length(at) : 0;
        if (length != wanted || strncmp(at, tokens, length) != 0)
            return 0;
        at += length;
    }
    return (size_t)(at - text);
}

char *code_replace(const char *text, const char *piece, const char *with)
{
    char *joined = join_lines(text), *tokens = code_piece(piece), *replaced;
    size_t size;
    FILE *out = open_memstream(&replaced, &size);
    if (!out)
        memory_exhausted();
    for (const char *at = joined; *at;) {
        size_t comment = comment_length(at), same = 0;
        size_t length = comment ? comment : token_length(at);
        if (!comment && !isspace((unsigned char)*at))
            same = reads_as(at, tokens);
        if (same > 0)
            fputs(with, out);
        else
            fwrite(at, 1, length, out);
        at += same ? same : length;
    }
    fclose(out);
    free(tokens);
    free(joined);
    return replaced;
}
