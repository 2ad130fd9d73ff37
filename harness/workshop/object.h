/* object.h: what a compiled submission says without being run: its symbols,
 * whether something in it runs by itself, and its description.
 */
#ifndef RACELAB_WORKSHOP_OBJECT_H
#define RACELAB_WORKSHOP_OBJECT_H

#include "lab/lab.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct object {
    char **calls; /* global symbols that it wants from elsewhere */
    size_t call_count;
    char **definitions; /* global symbols that it has */
    size_t definition_count;
    bool starts_by_itself; /* constructors, destructors */
    uint64_t memory;       /* bytes that a process has of it */
};

/* Reads a relocatable ELF file. Returns 0 with *object to be released by the
 * caller, or -EINVAL: it is none. */
int object_read(const char *path, struct object *object);
void object_release(struct object *object);

enum { FUNCTION_NAME = 48 }; /* longer names are cut */

/* What the description in a linked program says, read from the file. */
struct description {
    size_t actors;
    bool trial, open, reset, check;
    struct lab_run defaults;
    long max_threads;
    struct lab_expectations expect;
    char check_name[FUNCTION_NAME]; /* the functions that it points to; "": none, or of no name */
    char actor_names[LAB_ACTORS_MAX][FUNCTION_NAME];
};

/* Returns 0, or -EINVAL where the program has no `lab`. */
int object_description(const char *program, struct description *description);

#endif
