/* tape.h: questions about a program's addresses, and their answers
 * (symbols.h), kept so that they can be asked where the program is not.
 */
#ifndef RACELAB_EXPLORE_TAPE_H
#define RACELAB_EXPLORE_TAPE_H

#include "explore/trace/symbols.h"

#include <jansson.h>
#include <stddef.h>

enum tape_kind { TAPE_PLACE, TAPE_OBJECT, TAPE_POINTEE, TAPE_SYMBOL, TAPE_TARGET };

struct tape_entry {
    enum tape_kind kind;
    uint64_t address, offset;
    char *texts[3]; /* place: function, file, path; object, symbol, target: name;
                     * pointee: variable, inside */
    long line;      /* place; symbol: how far into it the address is */
    bool ours;      /* object, pointee: it is a pointer */
};

/* All zero: empty. */
struct tape {
    struct tape_entry *entries; /* in the order of kind, address and offset */
    size_t count;
};

void tape_release(struct tape *tape);

/* Keep copies; what is known already stays as it is. */
void tape_keep_place(struct tape *tape, uint64_t address, const struct place *place);
void tape_keep_object(struct tape *tape, uint64_t address, const char *name, bool points);
void tape_keep_target(struct tape *tape, uint64_t value, const char *name);
void tape_keep_pointee(struct tape *tape, uint64_t address, uint64_t offset,
                       const struct pointee *pointee);

void tape_keep_symbol(struct tape *tape, uint64_t address, const char *name, uint64_t offset);

/* False or NULL: not on the tape. The texts of places and symbols live as long as the tape; the
 * caller frees the names of objects and targets, and releases the pointee. */
bool tape_find_place(const struct tape *tape, uint64_t address, struct place *place);
char *tape_find_object(const struct tape *tape, uint64_t address);
bool tape_find_points(const struct tape *tape, uint64_t address, bool *points);
char *tape_find_target(const struct tape *tape, uint64_t value);
bool tape_find_pointee(const struct tape *tape, uint64_t address, uint64_t offset,
                       struct pointee *pointee);

bool tape_find_symbol(const struct tape *tape, uint64_t address, const char **name,
                      uint64_t *offset);

/* A new array with an array for each entry. */
json_t *tape_write(const struct tape *tape);

/* Adds those of the array. Returns false where it is none of tape_write(). */
bool tape_read(struct tape *tape, const json_t *json);

#endif
