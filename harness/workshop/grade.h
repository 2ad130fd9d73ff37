/* grade.h: what many people handed in, judged: each file in a sandbox, several at
 * the same time. Rests on the explorer alone, so that the same file gets the
 * same grade each time; only what nobody can prove is tried on real threads.
 */
#ifndef RACELAB_WORKSHOP_GRADE_H
#define RACELAB_WORKSHOP_GRADE_H

#include "workshop/pack.h"

/* What became of one exercise of one submission. */
enum grade_end {
    GRADE_JUDGED,  /* .verdict, .passed and the rest hold */
    GRADE_MISSING, /* there is no such file */
    GRADE_STOPPED, /* it used up what it may use; not failed */
};

struct grade {
    const struct exercise *exercise; /* borrowed */
    enum grade_end end;
    bool passed;
    char *verdict; /* "proved", "wrong", ... */
    char *reason;
    char *recognised; /* the wrong fix that it is; NULL: none */
    char *finding;    /* "deadlock, 2 threads x 1, A1B2"; NULL: none */
};

/* What one person handed in. */
struct graded {
    char *path;           /* as given */
    char *name;           /* its last part */
    struct grade *grades; /* as many as exercises are asked for */
    size_t passed;
};

struct grading {
    const struct pack *pack;
    const struct exercise **exercises; /* asked for */
    size_t exercise_count;
    struct graded *people; /* in the order given */
    size_t count;
    bool partial; /* somebody asked to stop */
};

/* Judges all. paths: folders with a file NAME.c for an exercise, or with a
 * folder exercises/ that has them (a workshop); or C files, where one exercise
 * alone is asked for. NULL-terminated. `only`: one exercise, or NULL for those
 * of which at least one person has a file. Returns 0, or an exit code after one
 * line to standard error that begins with `program`. The caller releases the
 * grading in either case. */
int grade_all(const char *program, const struct pack *pack, const struct exercise *only,
              const char *const *paths, struct grading *grading);
void grading_release(struct grading *grading);

/* The process in the sandbox: judges what comes on standard input and prints its
 * card as JSON. Returns an exit code. */
int grade_one(const struct pack *pack, const struct exercise *exercise);

/* What a grade is called: "proved", "missing", "stopped". */
const char *grade_word(const struct grade *grade);

#endif
