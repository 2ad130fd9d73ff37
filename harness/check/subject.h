/* subject.h: what is checked: a variant of a lab, or a program of somebody's,
 * built in every flavour that its witnesses need. */
#ifndef RACELAB_CHECK_SUBJECT_H
#define RACELAB_CHECK_SUBJECT_H

#include "build/build.h"
#include "catalogue/catalogue.h"
#include "judge/testimony.h"

struct known;

/* How it is to be examined. */
struct check_order {
    const char *program;          /* how messages begin: "racelab check" */
    double budget;                /* seconds for one subject, compiling not counted */
    double timeout;               /* a run that takes longer hangs; 0: by the budget */
    unsigned witnesses;           /* bit 1 << witness for each that is wanted */
    long threads;                 /* of a lab; 0: its own, else 2 */
    long increments;              /* of a lab; 0: its own */
    bool here;                    /* programs run in the current folder, not in an empty one */
    bool any_output;              /* what a program prints may differ from run to run */
    const char *input;            /* absolute path of its standard input; NULL: /dev/null */
    const char *const *arguments; /* NULL-terminated; NULL: none */
    const char *argument_text;    /* the same as a person types them; NULL: none */
    const struct known *known;    /* findings that do not count; NULL: none */
};

/* Owns its members. */
struct subject {
    char *name;   /* "counter/mutex", "bank.c" */
    char *source; /* its first file */
    char *files;  /* as `racelab replay` wants them: "bank.c account.c" */
    char *tail;   /* what else they want: " --args '...' -- -O2"; "": nothing */
    bool is_lab;
    struct variant described;                 /* of a lab: what it says of itself */
    char *binaries[BUILD_FLAVOUR_COUNT];      /* NULL: there is none */
    char *reasons[BUILD_FLAVOUR_COUNT];       /* why not, for a person */
    struct build builds[BUILD_FLAVOUR_COUNT]; /* of a program */
    bool built;                               /* .builds count */
};

/* The variant as it was built with the tool. */
void subject_of_variant(struct subject *subject, const struct catalogue *catalogue,
                        const struct variant *variant);

/* Builds files with flags (both NULL-terminated; flags may be NULL) in the
 * flavours of the wanted witnesses, several at once. Returns 0, or an exit code
 * after the compiler's message or one line on standard error; then nothing is
 * to be released. */
int subject_of_files(struct subject *subject, const struct check_order *order,
                     const char *const *files, const char *const *flags);

void subject_release(struct subject *subject);

/* The flavour that a witness runs. */
enum build_flavour subject_flavour(enum witness witness);

#endif
