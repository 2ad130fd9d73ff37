/* pack.h: a pack of exercises: a folder with labs/ and fixes/. Every lab with a
 * workshop.txt is an exercise.
 */
#ifndef RACELAB_WORKSHOP_PACK_H
#define RACELAB_WORKSHOP_PACK_H

#include "workshop/text.h"

/* One C file of a lab. */
struct pack_file {
    char *name; /* "two_sections" */
    char *path;
};

struct exercise {
    char *name;   /* of the lab: "bank-withdraw" */
    char *folder; /* labs/LAB of the pack */
    struct workshop_text text;
    struct workshop_text translation; /* empty: none for the language */
    struct pack_file *wrongs;         /* labs/LAB/, by name, without what is `beyond` */
    size_t wrong_count;
    struct pack_file *remedies; /* fixes/LAB/, the same */
    size_t remedy_count;
    struct pack_file *beyond; /* of fixes/LAB/, what is `beyond`: right, and no answer here */
    size_t beyond_count;
    const struct pack_file *broken; /* the program to mend; one of the wrongs */
};

struct pack {
    char *folder;
    char *include;              /* the folder of the headers that labs may include */
    struct exercise *exercises; /* in the order of teaching */
    size_t count;
};

/* Reads the pack. language: "de", or NULL for English. Returns 0, or a negative
 * errno with *complaint, one line for a person that the caller frees; after
 * either the caller releases the pack. */
int pack_open(const char *folder, const char *language, struct pack *pack, char **complaint);
void pack_release(struct pack *pack);

/* The exercise of that name, or whose broken file has it; NULL: there is none. */
const struct exercise *pack_find(const struct pack *pack, const char *name);

/* The text of a section in the reader's language, else in English; NULL: there
 * is none in either. */
const char *exercise_text(const struct exercise *exercise, const char *kind, const char *name);

/* The pack that comes with the tool. The caller frees the path. */
char *pack_default(void);

#endif
