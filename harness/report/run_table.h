/* run_table.h: what stress saw, as a table of one row per run.
 *
 * Wide terminals get every column; narrower ones lose the histogram, then the
 * extremes, then the cost, so that no row ever wraps from 60 columns on.
 */
#ifndef RACELAB_REPORT_RUN_TABLE_H
#define RACELAB_REPORT_RUN_TABLE_H

#include "report/terminal.h"
#include "stress/run.h"

struct run_table {
    FILE *out; /* borrowed */
    struct terminal terminal;
    const char *measures[LAB_MEASURES_MAX + 1]; /* columns of the lab's own, borrowed; after
                                                   run_table_init(): none, up to the first NULL.
                                                   They take the place of what was lost */
    int name_width;                             /* of the first column */
    bool deciders;                              /* one was printed */
    bool unseen;                                /* a row said "not seen": the foot explains */
    bool mute;                                  /* a row's canary stayed silent: likewise */
};

/* longest_name: characters of the longest name in the first column. */
void run_table_init(struct run_table *table, FILE *out, struct terminal terminal,
                    size_t longest_name);

void run_table_head(const struct run_table *table);

/* One row, and below it how many wrong trials ended, in the lab's words, a
 * hang's stacks, or why the run could not be made. name: "" for a further run of
 * the variant above. */
void run_table_row(struct run_table *table, const char *name, const struct stress_run *run);

/* Below the rows: who decides which thread or task of a variant goes on. */
void run_table_decider(struct run_table *table, const char *name, const char *decider);

/* What the words of the rows mean, once, where they were used. */
void run_table_foot(const struct run_table *table);

/* The machine's side of a refused thread, as one sentence without full stop.
 * Writes at most size bytes and returns text. */
const char *run_refusal_text(const struct stress_run *run, char *text, size_t size);

#endif
