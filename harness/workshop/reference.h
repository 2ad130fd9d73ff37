/* reference.h: how the files of a lab behave that are known to be wrong or
 * right. What a submission is compared with. Found out once, and kept in a
 * cache: the same files and the same tool give the same answer.
 */
#ifndef RACELAB_WORKSHOP_REFERENCE_H
#define RACELAB_WORKSHOP_REFERENCE_H

#include "workshop/behaviour.h"
#include "workshop/object.h"
#include "workshop/pack.h"

struct reference_variant {
    const struct pack_file *file; /* borrowed from the exercise */
    bool remedy;
    struct behaviour behaviour;
    struct description description;
    char **calls;
    size_t call_count;
    char *trouble; /* it could not be built or told; NULL: it could */
};

struct reference {
    const struct exercise *exercise;    /* borrowed */
    struct reference_variant *variants; /* the wrongs, then the remedies */
    size_t count;
    const struct reference_variant *broken; /* the program to mend */
    char **calls; /* what any of them wants from elsewhere; borrowed strings */
    size_t call_count;
};

/* Finds out, or remembers. Returns 0, or -EINVAL with *complaint, one line for
 * a person that the caller frees, where a file of the pack cannot be judged at
 * all. The caller releases the reference in either case. */
int reference_open(const struct exercise *exercise, const char *include,
                   struct reference *reference, char **complaint);
void reference_release(struct reference *reference);

#endif
