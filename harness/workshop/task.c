#include "workshop/task.h"
#include "judge/memory.h"
#include "sanitize/file.h"
#include "workshop/prose.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the description says that would answer the question. */
static const char *const answers[] = {".title", ".bug", ".cure", ".cwe", ".place", ".expect"};

static char *head_of(const struct exercise *exercise)
{
    char *head;
    size_t size;
    FILE *out = open_memstream(&head, &size);
    if (!out)
        memory_exhausted();
    fputs("/* ", out);
    prose_print(out, exercise_text(exercise, "title", ""), 90, "", " * ");
    fputs(" *\n", out);
    prose_print(out, exercise_text(exercise, "question", ""), 90, " * ", " * ");
    fputs(" */\n", out);
    fclose(out);
    return head;
}

/* Behind the comment at the head of the file. */
static const char *behind_head(const char *text)
{
    const char *end = strncmp(text, "/*", 2) == 0 ? strstr(text, "*/") : NULL;
    if (!end)
        return text;
    end += 2;
    return end + strspn(end, " \n");
}

/* The length of a marker with the blanks before it; 0: there is none here. */
static size_t marker_length(const char *at)
{
    size_t blanks = strspn(at, " ");
    if (strncmp(at + blanks, "/* expect:", 10) != 0)
        return 0;
    const char *end = strstr(at + blanks, "*/");
    return end ? (size_t)(end + 2 - at) : 0;
}

/* The length of a designator with its value, up to the line after it; `at` is
 * the beginning of a line. 0: it is none that answers. */
static size_t answer_length(const char *at)
{
    size_t blanks = strspn(at, " "), name = 0;
    int depth = 0;
    for (size_t i = 0; i < sizeof answers / sizeof *answers && !name; i++)
        if (strncmp(at + blanks, answers[i], strlen(answers[i])) == 0 &&
            at[blanks + strlen(answers[i])] == ' ')
            name = blanks + strlen(answers[i]);
    if (!name)
        return 0;
    for (const char *c = at + name; *c; c++) {
        if (*c == '"')
            for (c++; *c && *c != '"'; c++)
                c += *c == '\\' && c[1];
        depth += *c == '{' || *c == '(';
        depth -= *c == '}' || *c == ')';
        if (depth < 0)
            return 0; /* it ends with the description itself: leave it */
        if (*c == ',' && depth == 0)
            return (size_t)(c + 1 - at) + strspn(c + 1, " \n");
    }
    return 0;
}

/* A title of the exercise's own in place of the lab's. */
static void print_title(FILE *out, const char *title)
{
    fputs("    .title = \"", out);
    for (; *title; title++)
        if (*title != '"' && *title != '\\')
            fputc(*title, out);
    fputs("\",\n", out);
}

static void copy_without_answers(FILE *out, const char *text, const char *title)
{
    bool described = false;
    for (const char *at = text; *at;) {
        bool line_begins = at == text || at[-1] == '\n';
        described |= line_begins && strncmp(at, "const struct lab lab", 20) == 0;
        size_t skip = marker_length(at);
        if (!skip && described && line_begins)
            skip = answer_length(at);
        if (skip && described && line_begins) {
            if (strncmp(at + strspn(at, " "), ".title", 6) == 0)
                print_title(out, title);
            /* The blanks behind it belong to the next line. */
            const char *next = at + skip;
            while (next > at && next[-1] == ' ')
                next--;
            at = next;
            continue;
        }
        at += skip;
        if (*at)
            fputc(*at++, out);
    }
}

int task_text(const struct exercise *exercise, char **text)
{
    char *original, *head;
    size_t size;
    int error = file_read(exercise->broken->path, &original, &size);
    if (error != 0)
        return error;
    FILE *out = open_memstream(text, &size);
    if (!out)
        memory_exhausted();
    head = head_of(exercise);
    fputs(head, out);
    copy_without_answers(out, behind_head(original), exercise_text(exercise, "title", ""));
    fclose(out);
    free(head);
    free(original);
    return 0;
}
