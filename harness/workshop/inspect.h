/* inspect.h: what a submission may not do, whatever it makes of it: hide from
 * the explorer, tell it from a real run, reach what is not part of the exercise,
 * or change the harness. Found in its text and its object file, before it runs.
 */
#ifndef RACELAB_WORKSHOP_INSPECT_H
#define RACELAB_WORKSHOP_INSPECT_H

#include "workshop/bench.h"
#include "workshop/object.h"
#include "workshop/text.h"

enum {
    SUBMISSION_MAX = 256 * 1024, /* bytes of text */
    MEMORY_MAX = 64 << 20        /* bytes of code and variables */
};

/* Why the bytes are no submission at all (too long, not a text), one sentence
 * that the caller frees; NULL: they may be one. */
char *inspect_bytes(const char *bytes, size_t size);

/* Why the text of the laid submission is refused, one sentence that the caller
 * frees; NULL: nothing speaks against it. */
char *inspect_text(const struct bench *bench, const char *include);

/* The same for what was compiled of it. */
char *inspect_object(const struct object *object);

/* The same for what it calls. calls: names that it may use besides the usual ones and
 * those of text->calls. */
char *inspect_calls(const struct object *object, const struct workshop_text *text,
                    char *const *calls, size_t call_count);

#endif
