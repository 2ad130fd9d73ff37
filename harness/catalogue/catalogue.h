/* catalogue.h: the labs and variants that were built, from the manifest that
 * the build writes beside the binaries, and what those chosen say of themselves.
 */
#ifndef RACELAB_CATALOGUE_CATALOGUE_H
#define RACELAB_CATALOGUE_CATALOGUE_H

#include "lab/lab.h"

#include <stdbool.h>
#include <stddef.h>

/* What a variant measures of itself. */
struct variant_measure {
    char *name;
    char *unit; /* "" for a plain number */
};

/* One variant. All strings are owned by the catalogue. */
struct variant {
    char *lab;    /* "counter" */
    char *name;   /* "unsynchronized" */
    char *source; /* its C file */
    char *binary; /* its plain flavour */
    bool fixed;   /* from fixes/: a remedy; else from labs/ */

    /* What the file says of itself, by `binary --describe`; known once it was selected. */
    char *title;
    char *bug;         /* "" for a remedy */
    char *cure;        /* "" for a racy program */
    char *switched_by; /* "" where it does not matter */
    struct variant_measure measures[LAB_MEASURES_MAX];
    size_t measure_count;
    long cwe;         /* 0: none */
    long place;       /* in lists; 0: after the others */
    long max_threads; /* 0: no limit of its own */
    long hang_seconds;
    struct lab_run defaults;
    struct lab_run watched;
    struct lab_run small;
    struct lab_expectations expect;
};

struct catalogue {
    char *folder; /* where the binaries are */
    size_t count;
    struct variant *variants; /* as in the manifest */
};

/* Reads the manifest beside the running program, or below lib/racelab/labs where
 * it is installed: names and files, nothing of what the variants say of themselves.
 * Returns 0, or a negative errno after one line to standard error. The caller
 * releases the catalogue. */
int catalogue_init(struct catalogue *catalogue);

/* The same for binaries in another folder. */
int catalogue_init_in(struct catalogue *catalogue, const char *folder);

void catalogue_release(struct catalogue *catalogue);

/* Asks variant->binary, the plain flavour of a lab, what it says of itself.
 * Returns 0, or a negative errno after one line to standard error. */
int catalogue_describe(struct variant *variant);

/* Frees all strings of a variant that stands alone. */
void variant_release(struct variant *variant);

/* A choice from a catalogue: by lab, then labs/ before fixes/, then place, then
 * name. The array is owned, the variants stay the catalogue's. */
struct selection {
    size_t count;
    const struct variant **variants;
};

/* Selects by "LAB" or "LAB/VARIANT", or all by NULL, and asks those selected what
 * they say of themselves: a process each, so nobody else is asked. Returns 0;
 * -ENOENT after one line to standard error, which begins with `program` and names
 * the nearest existing name; or another negative errno after one line, where a
 * variant does not answer. After 0 the caller releases the selection. */
int catalogue_select(struct catalogue *catalogue, const char *program, const char *name,
                     struct selection *selection);

void selection_release(struct selection *selection);

/* The path of the variant's binary in another flavour, such as "tsan-clang".
 * Owned by the caller; NULL: out of memory. The file need not exist. */
char *catalogue_binary(const struct catalogue *catalogue, const struct variant *variant,
                       const char *flavour);

#endif
