#include "workshop/name.h"
#include "judge/memory.h"
#include "sanitize/file.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* The identifiers of a C text, each once, sorted; comments and literals left
 * out. */
struct words {
    char **items;
    size_t count;
};

/* Behind a comment, a literal or a single character. */
static const char *skip(const char *at)
{
    if (at[0] == '/' && at[1] == '*') {
        const char *end = strstr(at + 2, "*/");
        return end ? end + 2 : at + strlen(at);
    }
    if (at[0] == '/' && at[1] == '/')
        return at + strcspn(at, "\n");
    if (at[0] == '"' || at[0] == '\'') {
        char quote = *at++;
        while (*at && *at != quote && *at != '\n')
            at += at[0] == '\\' && at[1] ? 2 : 1;
    }
    return *at ? at + 1 : at;
}

static int by_text(const void *x, const void *y)
{
    return strcmp(*(char *const *)x, *(char *const *)y);
}

static void words_init(struct words *words, const char *text)
{
    size_t kept = 0;
    *words = (struct words){0};
    while (*text) {
        size_t length = 0;
        while (isalnum((unsigned char)text[length]) || text[length] == '_')
            length++;
        if (length == 0) {
            text = skip(text);
            continue;
        }
        words->items = memory_resize(words->items, words->count + 1, sizeof *words->items);
        words->items[words->count++] = memory_copy(text, length);
        text += length;
    }
    if (words->count > 1)
        qsort(words->items, words->count, sizeof *words->items, by_text);
    for (size_t i = 0; i < words->count; i++) {
        if (kept && strcmp(words->items[kept - 1], words->items[i]) == 0)
            free(words->items[i]);
        else
            words->items[kept++] = words->items[i];
    }
    words->count = kept;
}

static void words_release(struct words *words)
{
    for (size_t i = 0; i < words->count; i++)
        free(words->items[i]);
    free(words->items);
}

/* Words in common per thousand of all words (Jaccard's index). */
static long likeness(const struct words *x, const struct words *y)
{
    size_t i = 0, k = 0, both = 0;
    while (i < x->count && k < y->count) {
        int order = strcmp(x->items[i], y->items[k]);
        both += order == 0;
        i += order <= 0;
        k += order >= 0;
    }
    size_t all = x->count + y->count - both;
    return all ? (long)(1000 * both / all) : 0;
}

static long likeness_of(const struct words *words, const struct pack_file *file)
{
    struct words other;
    char *text;
    size_t size;
    if (file_read(file->path, &text, &size) != 0)
        return 0;
    words_init(&other, text);
    long like = likeness(words, &other);
    words_release(&other);
    free(text);
    return like;
}

const struct reference_variant *name_wrong(const struct behaviour *behaviour, const char *text,
                                           const struct reference *reference)
{
    const struct reference_variant *best = NULL;
    long best_likeness = -1;
    struct words words;
    words_init(&words, text);
    for (size_t i = 0; i < reference->count; i++) {
        const struct reference_variant *variant = &reference->variants[i];
        if (variant->remedy || !behaviour_alike(behaviour, &variant->behaviour))
            continue;
        long like = likeness_of(&words, variant->file);
        if (like > best_likeness) {
            best = variant;
            best_likeness = like;
        }
    }
    words_release(&words);
    return best;
}
