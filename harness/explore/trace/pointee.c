/* What a call's result is kept in: debug information and the source together. */
#include "explore/trace/assigned.h"
#include "explore/trace/inside.h"
#include "explore/trace/tape.h"
#include "judge/memory.h"

#include <stdlib.h>
#include <string.h>

/* A pointer declared on that line, directly in the scope. */
static bool pointer_on_line(Dwarf_Die *scope, int line, Dwarf_Die *variable, Dwarf_Die *pointer)
{
    int own = 0;
    if (dwarf_child(scope, variable) != 0)
        return false;
    do {
        if (dwarf_tag(variable) == DW_TAG_variable && dwarf_decl_line(variable, &own) == 0 &&
            own == line && type_of(variable, pointer) && dwarf_tag(pointer) == DW_TAG_pointer_type)
            return true;
    } while (dwarf_siblingof(variable, variable) == 0);
    return false;
}

/* "[3]" before the field, where what is pointed to lies there several times. */
static void look_inside(struct pointee *pointee, Dwarf_Die *pointer, uint64_t offset)
{
    Dwarf_Die type;
    uint64_t size = type_of(pointer, &type) ? size_of(&type) : 0;
    pointee->inside = memory_copy_text("");
    if (!size)
        return;
    if (offset >= size) {
        free(pointee->inside);
        pointee->inside = memory_print("[%llu]", (unsigned long long)(offset / size));
    }
    pointee->inside = describe_inside(pointee->inside, pointer, offset % size);
    pointee->points = points_inside(pointer, offset % size);
}

/* The member of that name in a struct, or what a pointer to one points to. */
static bool member_named(Dwarf_Die *type, const char *name, size_t length, Dwarf_Die *found)
{
    Dwarf_Die inner = *type, child;
    if (dwarf_tag(type) == DW_TAG_pointer_type && !type_of(type, &inner))
        return false;
    if (dwarf_child(&inner, &child) != 0)
        return false;
    do {
        const char *own = dwarf_diename(&child);
        if (dwarf_tag(&child) == DW_TAG_member && own && strlen(own) == length &&
            strncmp(own, name, length) == 0)
            return type_of(&child, found);
    } while (dwarf_siblingof(&child, &child) == 0);
    return false;
}

static size_t name_length(const char *text)
{
    return strcspn(text, ".->");
}

/* The pointer that a chain of names, "pool->slots", leads to. */
static bool pointer_of_chain(Dwarf_Die *scopes, int count, const char *chain, Dwarf_Die *pointer)
{
    Dwarf_Die variable;
    char *name = memory_copy(chain, name_length(chain));
    bool known = dwarf_getscopevar(scopes, count, name, 0, NULL, 0, 0, &variable) >= 0 &&
                 type_of(&variable, pointer);
    free(name);
    for (chain += name_length(chain); known && *chain; chain += name_length(chain)) {
        chain += strspn(chain, ".->");
        known = member_named(pointer, chain, name_length(chain), pointer);
    }
    return known && dwarf_tag(pointer) == DW_TAG_pointer_type;
}

/* "node" where the innermost function around returns a `struct node *`. */
static const char *returned_type(Dwarf_Die *scopes, int count, Dwarf_Die *pointer)
{
    for (int i = 0; i < count; i++) {
        Dwarf_Die type;
        if (dwarf_tag(&scopes[i]) != DW_TAG_subprogram)
            continue;
        bool known = type_of(&scopes[i], pointer) && dwarf_tag(pointer) == DW_TAG_pointer_type &&
                     type_of(pointer, &type) && dwarf_tag(&type) == DW_TAG_structure_type;
        return known ? dwarf_diename(&type) : NULL;
    }
    return NULL;
}

/* Whoever takes a void pointer hands it on. */
static bool points_to_something(Dwarf_Die *pointer)
{
    Dwarf_Die type;
    return type_of(pointer, &type);
}

static char *name_of_result(Dwarf_Die *scopes, int count, const struct place *place,
                            Dwarf_Die *pointer)
{
    Dwarf_Die variable;
    char *chain = assigned_target(place->path, place->line);
    if (chain && pointer_of_chain(scopes, count, chain, pointer) && points_to_something(pointer))
        return chain;
    free(chain);
    for (int i = 0; i < count; i++)
        if (pointer_on_line(&scopes[i], (int)place->line, &variable, pointer) &&
            points_to_something(pointer))
            return memory_copy_text(dwarf_diename(&variable));
    const char *type = returned_type(scopes, count, pointer);
    return type ? memory_copy_text(type) : NULL;
}

static struct pointee find_pointee(struct symbols *symbols, uint64_t return_address,
                                   uint64_t offset)
{
    struct pointee pointee = {NULL, NULL, false};
    Dwarf_Addr bias = 0;
    Dwarf_Die *scopes = NULL, pointer;
    struct place place = symbols_place(symbols, return_address);
    Dwarf_Die *unit =
        symbols->module ? dwfl_module_addrdie(symbols->module, return_address - 1, &bias) : NULL;
    int count = unit ? dwarf_getscopes(unit, return_address - 1 - bias, &scopes) : 0;
    if (count > 0)
        pointee.variable = name_of_result(scopes, count, &place, &pointer);
    if (pointee.variable)
        look_inside(&pointee, &pointer, offset);
    else
        pointee.inside = memory_copy_text("");
    free(scopes);
    return pointee;
}

struct pointee symbols_pointee(struct symbols *symbols, uint64_t return_address, uint64_t offset)
{
    struct pointee pointee = {NULL, NULL, false};
    if (!symbols) {
        pointee.inside = memory_copy_text("");
    } else if (!symbols->tape ||
               !tape_find_pointee(symbols->tape, return_address, offset, &pointee)) {
        pointee = find_pointee(symbols, return_address, offset);
        if (symbols->tape)
            tape_keep_pointee(symbols->tape, return_address, offset, &pointee);
    }
    return pointee;
}

void pointee_release(struct pointee *pointee)
{
    free(pointee->variable);
    free(pointee->inside);
}
