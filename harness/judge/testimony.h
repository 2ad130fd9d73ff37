/* testimony.h: what each witness says of one program, side by side. Plain data:
 * witnesses fill it, weigh.h judges it, renderers print it. */
#ifndef RACELAB_JUDGE_TESTIMONY_H
#define RACELAB_JUDGE_TESTIMONY_H

#include "judge/finding.h"
#include "judge/verdict.h"

/* In the order in which they are told: enumerator, name in options and JSON,
 * name for a person. */
#define WITNESSES(X)                                                                               \
    X(WITNESS_STRESS, "stress", "stress")                                                          \
    X(WITNESS_TSAN_CLANG, "tsan-clang", "tsan (clang)")                                            \
    X(WITNESS_TSAN_GCC, "tsan-gcc", "tsan (gcc)")                                                  \
    X(WITNESS_EXPLORE, "explore", "explore")                                                       \
    X(WITNESS_HELGRIND, "helgrind", "helgrind")                                                    \
    X(WITNESS_LOG, "log", "log")

enum witness {
#define X(name, text, title) name,
    WITNESSES(X)
#undef X
        WITNESS_COUNT
};

const char *witness_name(enum witness witness);
const char *witness_title(enum witness witness);

/* What one witness said. Owns its members. */
struct testimony {
    enum witness witness;
    enum verdict verdict;
    char *evidence; /* one phrase: what the word rests on */
    long runs;      /* trials, runs or executions made; 0: not counted */
    double seconds;
    struct finding_list findings;
    const char *known; /* borrowed: why none of its findings counts; NULL: they do */
};

/* A finding of one witness, by its place. */
struct weighed {
    const struct testimony *testimony; /* NULL: there is none */
    const struct finding *finding;
};

/* One program and all that was said of it. Owns its members. */
struct judged {
    char *name;   /* "counter/unsynchronized", "bank.c" */
    char *source; /* its first file; "" where it is not known */
    struct testimony testimonies[WITNESS_COUNT];
    size_t count;
    double seconds;

    /* Filled by judged_weigh(). */
    enum verdict verdict;
    struct weighed worst;
    char **notes; /* a sentence per disagreement */
    size_t note_count;

    char *again;  /* a command that shows it again; NULL: none */
    size_t known; /* findings left out: they are in the baseline or suppressed */
};

struct judged_list {
    struct judged **items;
    size_t count;
};

/* Appends an empty judgement of that name and returns it. */
struct judged *judged_list_add(struct judged_list *list, const char *name, const char *source);
void judged_list_release(struct judged_list *list);

/* Adds an empty testimony. */
struct testimony *judged_add(struct judged *judged, enum witness witness);

/* The testimony of a witness, or NULL where it was not heard. */
const struct testimony *judged_of(const struct judged *judged, enum witness witness);

/* Whether the testimony has a finding of that kind. */
bool testimony_has(const struct testimony *testimony, enum finding_kind kind);

#endif
