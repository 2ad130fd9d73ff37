/* phrase.h: what other parts of the tool say in English, in the language of the
 * workshop: the explorer's sentences, names of findings, how a program ended.
 *
 * Those are put together from parts elsewhere, and documents for machines hold
 * them as they are; so they are taken apart here, by patterns that stand in
 * phrase_de.c. `{a}` stands for any text, and for the same in the translation; `{A}` there
 * for the operation that is called so.
 */
#ifndef RACELAB_WORKSHOP_PHRASE_H
#define RACELAB_WORKSHOP_PHRASE_H

struct phrase {
    const char *english, *translated;
};

/* In the order of trying; ends with a phrase of no text. */
extern const struct phrase phrases_de[], operations_de[];

/* The text in the language that sentence_language() chose; what no pattern knows
 * stays as it is. Parts that "; " joins are translated each. The caller frees it. */
char *phrase(const char *text);

/* The same for what a column of a trace says of a step: "read", "stale at 3". */
char *phrase_operation(const char *name);

#endif
