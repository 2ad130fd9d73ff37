/* conclusion.h: what the explorer says of one program: a verdict, and the
 * findings, told apart and listed once each, the gravest first.
 */
#ifndef RACELAB_EXPLORE_CONCLUSION_H
#define RACELAB_EXPLORE_CONCLUSION_H

#include "explore/judge/triple.h"
#include "explore/trace/symbols.h"
#include "judge/verdict.h"

struct explore_finding {
    enum finding_kind kind;
    const struct exploration_goal *goal;    /* borrowed: its path shows the finding best */
    char *object;                           /* "counter"; "" where it has none */
    char *title;                            /* what is wrong, without the kind */
    char *why;                              /* one sentence; "" where the title says it */
    const struct exploration_block *block;  /* of a leak; NULL: it is another kind */
    const struct exploration_goal **others; /* of a race: further pairs of accesses; borrowed */
    size_t other_count;
    bool has_triple;
    struct triple triple;
};

struct conclusion {
    enum verdict verdict;
    struct explore_finding *findings;
    size_t count;
};

/* symbols may be NULL. The exploration must outlive the conclusion. */
void conclusion_init(struct conclusion *conclusion, const struct exploration *exploration,
                     struct symbols *symbols);
void conclusion_release(struct conclusion *conclusion);

/* "A", "B", ..., "main" for EXPLORATION_MAIN. */
const char *conclusion_thread(long thread, char text[8]);

/* The innermost place of the program on a call stack. */
struct place conclusion_place(struct symbols *symbols, const struct exploration_frames *frames);

/* What an access saw or left, as a signed number of its size. */
long long conclusion_value(uint64_t value, uint64_t size);

#endif
