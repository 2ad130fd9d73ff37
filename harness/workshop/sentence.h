/* sentence.h: what the judge says, in the language of the workshop.
 *
 * A sentence is written in English where it is said, sentence("it is ..."), and
 * its translation stands in sentence_de.c; where there is none it is said in
 * English. A test compares the two.
 */
#ifndef RACELAB_WORKSHOP_SENTENCE_H
#define RACELAB_WORKSHOP_SENTENCE_H

#include <stdbool.h>

/* A sentence and its translation, with the same conversions in the same order. */
struct sentence {
    const char *english, *translated;
};

/* Ends with a sentence of no text. */
extern const struct sentence sentences_de[];

/* Chooses the language of all sentences of this process from now on: "de", or NULL
 * for English. Before other threads are started. */
void sentence_language(const char *code);

/* Whether that is German. */
bool sentence_is_german(void);

/* The sentence in the language chosen. Static. */
const char *sentence(const char *english) __attribute__((format_arg(1)));

#endif
