/* inside.h: debug information of values: types, sizes, what lies at an offset. For
 * the other files about symbols. */
#ifndef RACELAB_EXPLORE_INSIDE_H
#define RACELAB_EXPLORE_INSIDE_H

#include "explore/trace/symbols.h"

#include <dwarf.h>
#include <elfutils/libdwfl.h>

struct thread_local_variable {
    uint64_t control, place;
};

struct symbols {
    Dwfl *dwfl;
    Dwfl_Module *module;
    struct tape *tape; /* NULL: there is none */
    struct thread_local_variable *locals;
    size_t local_count;
};

/* The type of a variable, member, pointer or array, without qualifiers and
 * names for it. */
bool type_of(Dwarf_Die *die, Dwarf_Die *type);

/* In bytes, 0: not known. */
uint64_t size_of(Dwarf_Die *type);

/* Appends ".field" and "[3]" for what lies at the offset in a value of the
 * type that `die` has. Takes over the name; the caller frees the answer. */
char *describe_inside(char *name, Dwarf_Die *die, uint64_t offset);

/* Whether what lies at the offset in a value of the type that `die` has is a pointer. */
bool points_inside(Dwarf_Die *die, uint64_t offset);

/* As describe_inside(), for what begins there: the whole struct that its first
 * member is in, "giro", but an element of its array, "account[0]". */
char *describe_start(char *name, Dwarf_Die *die, uint64_t offset);

/* The variable of that name at the top of some compilation unit. */
bool find_variable(struct symbols *symbols, const char *name, Dwarf_Die *found);

/* "two" for "_ZL3two", as C++ names what is static; another name as it is. The
 * caller frees it. */
char *plain_name(const char *name);

/* What lies at the place in a thread's area: "seen (thread-local)", "errno". The
 * caller frees it. symbols may be NULL. */
char *thread_local_object(struct symbols *symbols, uint64_t place);

#endif
