#include "explore/trace/inside.h"
#include "judge/memory.h"

#include <stdlib.h>
#include <string.h>

bool type_of(Dwarf_Die *die, Dwarf_Die *type)
{
    Dwarf_Attribute attribute;
    if (!dwarf_attr_integrate(die, DW_AT_type, &attribute) || !dwarf_formref_die(&attribute, type))
        return false;
    return dwarf_peel_type(type, type) == 0;
}

uint64_t size_of(Dwarf_Die *type)
{
    Dwarf_Word size = 0;
    return dwarf_aggregate_size(type, &size) == 0 ? size : 0;
}

static bool member_at(Dwarf_Die *type, uint64_t offset, Dwarf_Die *member, uint64_t *start)
{
    Dwarf_Die child;
    if (dwarf_child(type, &child) != 0)
        return false;
    do {
        Dwarf_Attribute attribute;
        Dwarf_Word place = 0;
        Dwarf_Die inner;
        if (dwarf_tag(&child) != DW_TAG_member || !type_of(&child, &inner))
            continue;
        if (dwarf_attr(&child, DW_AT_data_member_location, &attribute))
            dwarf_formudata(&attribute, &place);
        if (offset >= place && offset < place + size_of(&inner)) {
            *member = child;
            *start = place;
            return true;
        }
    } while (dwarf_siblingof(&child, &child) == 0);
    return false;
}

bool points_inside(Dwarf_Die *die, uint64_t offset)
{
    Dwarf_Die type, part;
    uint64_t start = 0, size;
    if (!type_of(die, &type))
        return false;
    switch (dwarf_tag(&type)) {
    case DW_TAG_array_type:
        size = type_of(&type, &part) ? size_of(&part) : 0;
        return size && points_inside(&type, offset % size);
    case DW_TAG_structure_type:
        return member_at(&type, offset, &part, &start) && points_inside(&part, offset - start);
    default:
        return offset == 0 && dwarf_tag(&type) == DW_TAG_pointer_type;
    }
}

static char *describe(char *name, Dwarf_Die *die, uint64_t offset, bool start_only)
{
    Dwarf_Die type, member;
    uint64_t start;
    if (!type_of(die, &type))
        return name;
    int tag = dwarf_tag(&type);
    char *longer = NULL;
    if (tag == DW_TAG_array_type) {
        Dwarf_Die element;
        uint64_t size = type_of(&type, &element) ? size_of(&element) : 0;
        if (!size)
            return name;
        longer = memory_print("%s[%llu]", name, (unsigned long long)(offset / size));
        free(name);
        return describe(longer, &type, offset % size, start_only);
    }
    if (start_only && offset == 0)
        return name;
    if (tag == DW_TAG_structure_type && member_at(&type, offset, &member, &start)) {
        const char *inner = dwarf_diename(&member);
        longer = memory_print("%s.%s", name, inner ? inner : "?");
        free(name);
        return describe(longer, &member, offset - start, start_only);
    }
    return name;
}

char *describe_inside(char *name, Dwarf_Die *die, uint64_t offset)
{
    return describe(name, die, offset, false);
}

char *describe_start(char *name, Dwarf_Die *die, uint64_t offset)
{
    return describe(name, die, offset, true);
}

bool find_variable(struct symbols *symbols, const char *name, Dwarf_Die *found)
{
    Dwarf_Die *unit = NULL;
    Dwarf_Addr bias;
    while (symbols->module && (unit = dwfl_module_nextcu(symbols->module, unit, &bias))) {
        Dwarf_Die child;
        if (dwarf_child(unit, &child) != 0)
            continue;
        do {
            const char *own = dwarf_diename(&child);
            if (dwarf_tag(&child) == DW_TAG_variable && own && strcmp(own, name) == 0) {
                *found = child;
                return true;
            }
        } while (dwarf_siblingof(&child, &child) == 0);
    }
    return false;
}

char *plain_name(const char *name)
{
    char *end;
    if (strncmp(name, "_ZL", 3) != 0)
        return memory_copy_text(name);
    unsigned long length = strtoul(name + 3, &end, 10);
    return length && strlen(end) == length ? memory_copy_text(end) : memory_copy_text(name);
}
