/* card.h: what is said of one submission, as plain data. */
#ifndef RACELAB_WORKSHOP_CARD_H
#define RACELAB_WORKSHOP_CARD_H

#include "lab/finding_kinds.h"
#include "report/terminal.h"
#include "workshop/pack.h"

#include <jansson.h>
#include <stdio.h>

/* Verdict, its word in print, whether the exercise is passed. */
#define CARD_VERDICTS(X)                                                                           \
    X(CARD_PROVED, "proved")       /* right in every interleaving of all configurations */         \
    X(CARD_HOLDS, "holds")         /* nobody can prove it; no witness found anything */            \
    X(CARD_WRONG, "wrong")         /* a witness found something */                                 \
    X(CARD_REFUSED, "refused")     /* it does not do the exercise's work */                        \
    X(CARD_BROKEN, "broken")       /* it does not compile */                                       \
    X(CARD_UNDECIDED, "undecided") /* not within the budget; no failure */                         \
    X(CARD_LACKING, "lacking")     /* this machine cannot judge */

enum card_verdict {
#define X(name, text) name,
    CARD_VERDICTS(X)
#undef X
        CARD_VERDICT_COUNT
};

/* For documents; and in the language of the workshop. */
const char *card_verdict_name(enum card_verdict verdict);
const char *card_verdict_word(enum card_verdict verdict);

/* What one witness says: a line of the card. */
struct card_witness {
    const char *name; /* "explore", "tsan", "stress" */
    bool good;        /* as it must be for passing */
    bool told;        /* it has an answer at all */
    char *text;
};

enum { CARD_WITNESSES_MAX = 8 };

struct card {
    char *exercise;
    enum card_verdict verdict;
    char *reason;              /* one sentence, or the compiler's words; "" where proved */
    char *recognised;          /* the tempting variant that it behaves like; NULL: none */
    enum finding_kind kind;    /* of the gravest finding; FINDING_NONE: none */
    enum hint_tier tier;       /* the hint to begin with */
    struct configuration size; /* where it was found; threads 0: nowhere */
    char *schedule;            /* that leads there; NULL: none */
    char *title;               /* of the finding: "LOST UPDATE counter: ends at 1, expected 2" */
    char *trace;               /* the failing interleaving in columns; NULL: none */
    char *why;                 /* one sentence on the trace; NULL: none */
    struct card_witness witnesses[CARD_WITNESSES_MAX];
    size_t witness_count;
    double seconds; /* that judging took */
};

/* Sets the verdict, and takes over the reason. */
void card_conclude(struct card *card, enum card_verdict verdict, char *reason);

/* Refuses where there is a reason to, which it takes over; whether there was one. */
bool card_refuse(struct card *card, char *why);

bool card_passed(const struct card *card);
void card_release(struct card *card);

/* Takes over the text. */
void card_add_witness(struct card *card, const char *name, bool told, bool good, char *text);

/* What the exercise's author says of this: of the wrong fix, or of the kind of
 * finding. Borrowed from the exercise; NULL: nothing. */
const char *card_explanation(const struct card *card, const struct exercise *exercise);

/* The card for a person; at most max_lines lines of the trace, 0: all. */
void card_print(FILE *out, const struct card *card, const struct exercise *exercise,
                const struct terminal *terminal, size_t max_lines);

/* The card as a document: what is the same each time; docs/reference/json.md. */
json_t *card_to(const struct card *card);

#endif
