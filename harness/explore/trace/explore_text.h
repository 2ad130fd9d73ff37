/* explore_text.h: what `racelab explore` prints for one program. */
#ifndef RACELAB_EXPLORE_TEXT_H
#define RACELAB_EXPLORE_TEXT_H

#include "explore/judge/conclusion.h"
#include "report/terminal.h"

struct shard_origin;

struct explored {
    const char *name; /* "counter/unsynchronized", "bank.c" */
    bool is_lab;
    long threads, increments;          /* of a lab */
    const char *input, *arguments;     /* what the program was given; NULL: nothing */
    const char *const *flags;          /* of the compiler, NULL-terminated; NULL: none */
    bool spurious;                     /* condition variables woke without a signal */
    bool show_output;                  /* what the program printed is wanted with its findings */
    const struct shard_origin *origin; /* of a shard: what was searched; NULL otherwise */
    unsigned shards;                   /* joined from so many; 0: it was searched here */
    struct exploration exploration;
    struct symbols *symbols; /* may be NULL */
    struct conclusion conclusion;
};

/* One finding alone, with its trace in columns. */
void explore_text_finding(FILE *out, const struct explored *explored,
                          const struct explore_finding *finding, const struct terminal *terminal);

/* Goes on with the text, from column `indent` on, within so many columns: further lines
 * begin with so many blanks. */
void explore_text_words(FILE *out, const char *text, int indent, int width);

/* What is wrong in it, within so many columns; nothing where the title says it. */
void explore_text_why(FILE *out, const struct explore_finding *finding, int width);

void explore_text(FILE *out, const struct explored *explored, const struct terminal *terminal);

#endif
