#include "workshop/beyond.h"
#include "workshop/code.h"
#include "workshop/sentence.h"
#include "workshop/usual_calls.h"
#include "judge/memory.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static bool has(const struct code *code, const char *name)
{
    char *word = memory_print(" %s ", name);
    bool found = strstr(code->tokens, word) != NULL;
    free(word);
    return found;
}

/* The programs of an exercise that are judged. */
struct judged {
    size_t count;
    struct code *codes;
};

static void read_files(struct judged *judged, const struct pack_file *files, size_t count)
{
    judged->codes = memory_resize(judged->codes, judged->count + count, sizeof *judged->codes);
    for (size_t i = 0; i < count; i++)
        judged->count += code_read(&judged->codes[judged->count], files[i].path);
}

static void judged_release(struct judged *judged)
{
    for (size_t i = 0; i < judged->count; i++)
        code_release(&judged->codes[i]);
    free(judged->codes);
}

static bool any_has(const struct judged *judged, const char *name)
{
    for (size_t i = 0; i < judged->count; i++)
        if (has(&judged->codes[i], name))
            return true;
    return false;
}

/* Called by that program, defined elsewhere, and by no program that is judged. */
static bool is_its_own(const struct code *code, const struct judged *judged, const char *name)
{
    static const char *const words[] = {"if", "for", "while", "switch", "return", "sizeof"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(name, words[i]) == 0)
            return false;
    char *body = code_function(code, name);
    bool defined = body != NULL;
    free(body);
    return !defined && !usual_call(name) && !any_has(judged, name);
}

/* How many times the remedy calls what is its own and what the solution has, too. *first:
 * the first such name; the caller frees it, and it is NULL where there is none. */
static size_t common_calls(const struct code *solution, const struct code *remedy,
                           const struct judged *judged, char **first)
{
    size_t count = 0;
    *first = NULL;
    for (const char *at = remedy->tokens + 1; *at;) {
        size_t length = strcspn(at, " ");
        const char *next = at + length + (at[length] != '\0');
        /* (No macro's name begins so.) */
        if (islower((unsigned char)*at) && strncmp(next, "( ", 2) == 0) {
            char *name = memory_copy(at, length);
            bool common = has(solution, name) && is_its_own(remedy, judged, name);
            count += common;
            if (common && !*first)
                *first = name;
            else
                free(name);
        }
        at = next;
    }
    return count;
}

/* The remedy that the solution has most in common with. */
struct likeness {
    size_t calls;
    char *call;
    const struct pack_file *remedy;
};

static void compare(const struct code *solution, const struct pack_file *file,
                    const struct judged *judged, struct likeness *best)
{
    struct code remedy;
    char *call;
    if (!code_read(&remedy, file->path))
        return;
    size_t calls = common_calls(solution, &remedy, judged, &call);
    if (calls > best->calls) {
        free(best->call);
        *best = (struct likeness){calls, call, file};
    } else {
        free(call);
    }
    code_release(&remedy);
}

char *beyond_reason(const char *text, const struct exercise *exercise)
{
    struct code solution;
    struct judged judged = {0};
    struct likeness best = {0};
    if (exercise->beyond_count == 0)
        return NULL;
    code_init(&solution, text);
    read_files(&judged, exercise->wrongs, exercise->wrong_count);
    read_files(&judged, exercise->remedies, exercise->remedy_count);
    for (size_t i = 0; i < exercise->beyond_count; i++)
        compare(&solution, &exercise->beyond[i], &judged, &best);
    judged_release(&judged);
    code_release(&solution);
    if (!best.call)
        return NULL;
    char *why = memory_print(sentence("with '%s' it goes the way of '%s', which can be right and "
                                      "cannot be proved here: that is not decided"),
                             best.call, best.remedy->name);
    free(best.call);
    return why;
}
