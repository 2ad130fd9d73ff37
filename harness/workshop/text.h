/* text.h: what a lab tells somebody who is to mend it: labs/LAB/workshop.txt.
 *
 *     # a comment                        lines that begin with #, anywhere
 *     place: 2                           in the order of teaching, from 1
 *     file: two_sections.c               the program to mend, of this folder
 *     prove: 2x1, 3x1, 2x2               what must be proved: threads x increments
 *     budget: 20                         seconds for all of it; optional
 *     unproved: REASON                   instead of `prove`: why nobody can, and
 *                                        that real threads judge alone
 *     calls: uv_async_send curl_*        further calls that a solution may make; optional
 *     keeps: check "text == WRITTEN"     functions that a solution leaves as they are, and pieces
 *                                        of code that it still has; optional
 *     swap: "PIECE" "ANOTHER" ...        pieces of code that others take the place of once a
 * solution is proved, as pairs; then it must be right again. The head of swap.h says what is at
 * hand. Optional beyond: processes libuv            files of labs/LAB/ and fixes/LAB/ that are no
 * answers here, being programs of another kind; optional
 *
 *     [title]                            one line
 *     [question]                         to be answered before the first change
 *     [hint observe]  [hint concept]  [hint place]  [hint nearly]
 *     [wrong VARIANT: TIER]              one for each file in labs/LAB/, the program itself
 *                                        included: what is wrong with it, and the hint to
 *                                        begin with for who has come so far
 *     [found KIND: TIER]                 optional: of a wrong solution that is none of these,
 *                                        by the kind of finding ("deadlock")
 *     [refused LABEL]                    optional: why a program with an outcome of that label is
 *                                        refused; [refused swap]: one that the swap caught
 *     [remedy VARIANT]                   optional: one for a file in fixes/LAB/: what it
 *                                        costs and when to choose it
 *
 * A section's text runs to the next section; lines are joined, an empty line
 * parts paragraphs, and a line that begins with four blanks stands as it is. A
 * translation, workshop.de.txt, has the same sections and no facts; what it
 * leaves out is told in English.
 */
#ifndef RACELAB_WORKSHOP_TEXT_H
#define RACELAB_WORKSHOP_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* The tiers of hints: enumerator, name. */
#define HINT_TIERS(X)                                                                              \
    X(HINT_OBSERVE, "observe") /* look at this */                                                  \
    X(HINT_CONCEPT, "concept") /* what it is called, and why it happens */                         \
    X(HINT_PLACE, "place")     /* where in the file */                                             \
    X(HINT_NEARLY, "nearly")   /* all but the answer */

enum hint_tier {
#define X(name, text) name,
    HINT_TIERS(X)
#undef X
        HINT_TIER_COUNT
};

/* "observe", ...; "?" outside the enumeration. */
const char *hint_tier_name(enum hint_tier tier);

enum { CONFIGURATIONS_MAX = 8 };

struct configuration {
    long threads, increments;
};

struct text_section {
    char *kind;          /* "title", "question", "hint", "wrong", "found", "refused", "remedy" */
    char *name;          /* "two_sections", "deadlock"; "" for title and question */
    enum hint_tier tier; /* of hint, wrong and found */
    char *text;          /* paragraphs with an empty line between, no newline at the end */
    long line;           /* where it begins */
};

struct workshop_text {
    bool translation;
    long place;
    char *file;
    struct configuration prove[CONFIGURATIONS_MAX];
    size_t prove_count;
    char *unproved; /* NULL: `prove` says what */
    long budget;
    char *calls;  /* names with blanks between; NULL: none */
    char *keeps;  /* names, and code in quotes; NULL: none */
    char *swap;   /* code in quotes, in pairs; NULL: none */
    char *beyond; /* names with blanks between; NULL: none */
    struct text_section *sections;
    size_t section_count;
};

enum { TEXT_BUDGET = 20 };

/* Reads a file; as a translation it may have no facts. Returns 0 with *text to
 * be released by the caller, or a negative errno with *complaint, owned by the
 * caller: one line for a person, "workshop.txt:12: ...". */
int workshop_text_read(const char *path, bool translation, struct workshop_text *text,
                       char **complaint);
void workshop_text_release(struct workshop_text *text);

/* The section, NULL: there is none. name "" for title and question. */
const struct text_section *workshop_text_find(const struct workshop_text *text, const char *kind,
                                              const char *name);

/* Whether the list, names with blanks between or NULL, has the name. A name
 * there that ends in `*` stands for all that begin so. */
bool workshop_text_lists(const char *list, const char *name);

#endif
