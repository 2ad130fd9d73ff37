/* grade_one.c: the process in the sandbox. */
#include "judge/memory.h"
#include "options/option.h"
#include "sanitize/file.h"
#include "workshop/grade.h"
#include "workshop/judge.h"
#include "workshop/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* No more than can be a submission, and one byte to see that it is more. */
static int read_some(const char *path, char **text, size_t *size)
{
    enum { MOST = 1 << 20 };
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    *text = memory_resize(NULL, MOST + 1, 1);
    *size = 0;
    for (ssize_t got = 1; descriptor >= 0 && *size < MOST && got > 0; *size += (size_t)got) {
        got = read(descriptor, *text + *size, MOST - *size);
        if (got < 0)
            break;
    }
    (*text)[*size] = '\0';
    int error = descriptor < 0 ? -errno : 0;
    if (descriptor >= 0)
        close(descriptor);
    return error;
}

int grade_one(const struct pack *pack, const struct exercise *exercise, const char *path)
{
    struct reference reference;
    struct card card;
    char *complaint, *text;
    size_t size;
    sandbox_limit();
    int code = read_some(path, &text, &size) == 0 ? 0 : EXIT_ENVIRONMENT;
    if (code == 0 && reference_open(exercise, pack->include, &reference, &complaint) == 0) {
        const struct judge_order order = {.reference = &reference,
                                          .include = pack->include,
                                          .text = text,
                                          .size = size,
                                          .columns = 100,
                                          .path = exercise->text.unproved ? path : NULL,
                                          .workers = 1};
        judge(&order, &card);
        json_t *document = card_to(&card);
        code =
            json_dumpf(document, stdout, JSON_COMPACT | JSON_SORT_KEYS) == 0 ? 0 : EXIT_ENVIRONMENT;
        json_decref(document);
        card_release(&card);
        reference_release(&reference);
    } else if (code == 0) {
        fprintf(stderr, "racelab grade: %s\n", complaint);
        free(complaint);
        reference_release(&reference);
        code = EXIT_USAGE;
    }
    free(text);
    return code;
}
