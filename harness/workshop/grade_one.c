/* grade_one.c: the process in the sandbox. */
#include "judge/memory.h"
#include "options/option.h"
#include "workshop/grade.h"
#include "workshop/judge.h"
#include "workshop/sandbox.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* No more than can be a submission, and one byte to see that it is more. */
static void read_some(char **text, size_t *size)
{
    enum { MOST = 1 << 20 };
    *text = memory_resize(NULL, MOST + 1, 1);
    *size = 0;
    for (ssize_t got = 1; *size < MOST && got > 0; *size += (size_t)got) {
        got = read(STDIN_FILENO, *text + *size, MOST - *size);
        if (got < 0)
            break;
    }
    (*text)[*size] = '\0';
}

/* A file of it, for real threads; NULL: it cannot be written. The caller frees
 * the path. */
static char *write_file(const struct exercise *exercise, const char *text)
{
    char *path = memory_print("/tmp/%s.c", exercise->name);
    FILE *file = fopen(path, "we");
    bool written = file && fputs(text, file) >= 0;
    if (file && fclose(file) == 0 && written)
        return path;
    free(path);
    return NULL;
}

static int judge_some(const struct pack *pack, const struct reference *reference, const char *text,
                      size_t size)
{
    struct card card;
    char *path = reference->exercise->text.unproved ? write_file(reference->exercise, text) : NULL;
    const struct judge_order order = {.reference = reference,
                                      .include = pack->include,
                                      .text = text,
                                      .size = size,
                                      .columns = 100,
                                      .path = path,
                                      .workers = 1};
    judge(&order, &card);
    json_t *document = card_to(&card);
    int code = json_dumpf(document, stdout, JSON_COMPACT | JSON_SORT_KEYS);
    json_decref(document);
    card_release(&card);
    free(path);
    return code == 0 ? 0 : EXIT_ENVIRONMENT;
}

int grade_one(const struct pack *pack, const struct exercise *exercise)
{
    struct reference reference;
    char *complaint, *text;
    size_t size;
    int code = EXIT_USAGE;
    sandbox_limit();
    read_some(&text, &size);
    if (reference_open(exercise, pack->include, &reference, &complaint) == 0)
        code = judge_some(pack, &reference, text, size);
    else
        fprintf(stderr, "racelab grade: %s\n", complaint);
    free(complaint);
    reference_release(&reference);
    free(text);
    return code;
}
