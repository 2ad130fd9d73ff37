#include "explore/trace/symbols.h"
#include "explore/runtime/file.h"
#include "explore/trace/assigned.h"
#include "explore/trace/tape.h"
#include "explore/runtime/memory.h" /* where stacks and the heap lie */
#include "judge/memory.h"

#include <elfutils/libdwfl.h>
#include <dwarf.h>
#include <stdlib.h>
#include <string.h>

struct symbols {
    Dwfl *dwfl;
    Dwfl_Module *module;
    struct tape *tape; /* NULL: there is none */
};

static const Dwfl_Callbacks callbacks = {
    .find_elf = dwfl_build_id_find_elf,
    .find_debuginfo = dwfl_standard_find_debuginfo,
    .section_address = dwfl_offline_section_address,
};

struct symbols *symbols_open(const char *path)
{
    struct symbols *symbols = memory_resize(NULL, 1, sizeof *symbols);
    *symbols = (struct symbols){.dwfl = dwfl_begin(&callbacks)};
    if (symbols->dwfl) {
        symbols->module = dwfl_report_offline(symbols->dwfl, path, path, -1);
        dwfl_report_end(symbols->dwfl, NULL, NULL);
    }
    if (symbols->module)
        return symbols;
    symbols_close(symbols);
    return NULL;
}

void symbols_close(struct symbols *symbols)
{
    if (symbols && symbols->dwfl)
        dwfl_end(symbols->dwfl);
    free(symbols);
}

void symbols_record(struct symbols *symbols, struct tape *tape)
{
    if (symbols)
        symbols->tape = tape;
}

struct symbols *symbols_of_tape(struct tape *tape)
{
    struct symbols *symbols = memory_resize(NULL, 1, sizeof *symbols);
    *symbols = (struct symbols){.tape = tape};
    return symbols;
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The build renames the program's own main (build/redirections). */
static const char *own_name(const char *function)
{
    return strcmp(function, "wrap_main") == 0 ? "main" : function;
}

static struct place find_place(struct symbols *symbols, uint64_t return_address)
{
    struct place place = {"?", "?", NULL, 0, true};
    if (!symbols->module)
        return place;
    Dwfl_Line *line = dwfl_module_getsrc(symbols->module, return_address - 1);
    const char *function = dwfl_module_addrname(symbols->module, return_address - 1);
    int number = 0;
    const char *file = line ? dwfl_lineinfo(line, NULL, &number, NULL, NULL, NULL) : NULL;
    if (function)
        place.function = own_name(function);
    if (file) {
        place.ours = strstr(file, "/explore/runtime/") || strstr(file, "/explore/program/") ||
                     (strstr(file, "/include/") && strstr(file, "/c++/"));
        place.file = last_part(file);
        place.path = file;
        place.line = number;
    }
    return place;
}

struct place symbols_place(struct symbols *symbols, uint64_t return_address)
{
    struct place place = {"?", "?", NULL, 0, true};
    if (!symbols || (symbols->tape && tape_find_place(symbols->tape, return_address, &place)))
        return place;
    place = find_place(symbols, return_address);
    if (symbols->tape)
        tape_keep_place(symbols->tape, return_address, &place);
    return place;
}

static bool type_of(Dwarf_Die *die, Dwarf_Die *type)
{
    Dwarf_Attribute attribute;
    if (!dwarf_attr_integrate(die, DW_AT_type, &attribute) || !dwarf_formref_die(&attribute, type))
        return false;
    return dwarf_peel_type(type, type) == 0;
}

static uint64_t size_of(Dwarf_Die *type)
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

/* Appends ".field" and "[3]" for what lies at the offset in a value of the
 * type that `die` has. */
static char *describe_inside(char *name, Dwarf_Die *die, uint64_t offset)
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
        return describe_inside(longer, &type, offset % size);
    }
    if ((tag == DW_TAG_structure_type) && member_at(&type, offset, &member, &start)) {
        const char *inner = dwarf_diename(&member);
        longer = memory_print("%s.%s", name, inner ? inner : "?");
        free(name);
        return describe_inside(longer, &member, offset - start);
    }
    return name;
}

const char *symbols_symbol(struct symbols *symbols, uint64_t address, uint64_t *offset)
{
    GElf_Sym symbol;
    const char *name = NULL;
    if (!symbols || (symbols->tape && tape_find_symbol(symbols->tape, address, &name, offset)))
        return name;
    if (symbols->module)
        name = dwfl_module_addrinfo(symbols->module, address, offset, &symbol, NULL, NULL, NULL);
    if (symbols->tape && name)
        tape_keep_symbol(symbols->tape, address, name, *offset);
    return name;
}

uint64_t symbols_address(struct symbols *symbols, const char *name)
{
    int count = symbols && symbols->module ? dwfl_module_getsymtab(symbols->module) : 0;
    for (int i = 0; i < count; i++) {
        GElf_Sym symbol;
        GElf_Addr address;
        const char *own =
            dwfl_module_getsym_info(symbols->module, i, &symbol, &address, NULL, NULL, NULL);
        if (own && symbol.st_shndx != SHN_UNDEF && strcmp(own, name) == 0)
            return address;
    }
    return 0;
}

/* The variable of that name at the top of some compilation unit. */
static bool find_variable(struct symbols *symbols, const char *name, Dwarf_Die *found)
{
    Dwarf_Die *unit = NULL;
    Dwarf_Addr bias;
    while ((unit = dwfl_module_nextcu(symbols->module, unit, &bias))) {
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

static bool is_opaque(const char *name)
{
    return strstr(name, "pthread_") != NULL;
}

/* "two" for "_ZL3two", as C++ names what is static; another name as it is. */
static char *plain_name(const char *name)
{
    char *end;
    if (strncmp(name, "_ZL", 3) != 0)
        return memory_copy_text(name);
    unsigned long length = strtoul(name + 3, &end, 10);
    return length && strlen(end) == length ? memory_copy_text(end) : memory_copy_text(name);
}

/* Files and descriptors are the engine's (runtime/file.h). */
static char *engine_object(const char *name, GElf_Off offset)
{
    if (strcmp(name, "files") == 0)
        return memory_print("file or pipe #%zu", (size_t)offset / sizeof(struct file));
    if (strcmp(name, "descriptors") == 0)
        return memory_print("descriptor %zu", (size_t)offset / sizeof(struct descriptor));
    return NULL;
}

static char *global(struct symbols *symbols, uint64_t address)
{
    GElf_Off offset = 0;
    GElf_Sym symbol;
    Dwarf_Die variable, type;
    const char *name =
        dwfl_module_addrinfo(symbols->module, address, &offset, &symbol, NULL, NULL, NULL);
    if (!name)
        return memory_print("0x%llx", (unsigned long long)address);
    char *engine = GELF_ST_BIND(symbol.st_info) == STB_LOCAL ? engine_object(name, offset) : NULL;
    if (engine)
        return engine;
    char *text = plain_name(name);
    if (!find_variable(symbols, text, &variable) || !type_of(&variable, &type))
        return text;
    const char *type_name = dwarf_diename(&type);
    return type_name && is_opaque(type_name) ? text : describe_inside(text, &variable, offset);
}

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
static char *inside_of(Dwarf_Die *pointer, uint64_t offset)
{
    Dwarf_Die type;
    uint64_t size = type_of(pointer, &type) ? size_of(&type) : 0;
    if (!size)
        return memory_copy_text("");
    char *index = offset < size ? memory_copy_text("")
                                : memory_print("[%llu]", (unsigned long long)(offset / size));
    return describe_inside(index, pointer, offset % size);
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
    struct pointee pointee = {NULL, NULL};
    Dwarf_Addr bias = 0;
    Dwarf_Die *scopes = NULL, pointer;
    struct place place = symbols_place(symbols, return_address);
    Dwarf_Die *unit =
        symbols->module ? dwfl_module_addrdie(symbols->module, return_address - 1, &bias) : NULL;
    int count = unit ? dwarf_getscopes(unit, return_address - 1 - bias, &scopes) : 0;
    if (count > 0)
        pointee.variable = name_of_result(scopes, count, &place, &pointer);
    pointee.inside = pointee.variable ? inside_of(&pointer, offset) : memory_copy_text("");
    free(scopes);
    return pointee;
}

struct pointee symbols_pointee(struct symbols *symbols, uint64_t return_address, uint64_t offset)
{
    struct pointee pointee = {NULL, NULL};
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

char *symbols_object(struct symbols *symbols, uint64_t address)
{
    if (address - STACKS_BASE < STACKS_SIZE)
        return memory_print("a local at 0x%llx", (unsigned long long)address);
    if (address - LOCALS_BASE < LOCALS_SIZE * THREADS_MAX)
        return memory_copy_text("a thread-local variable");
    if (address - HEAP_BASE < HEAP_SIZE)
        return memory_print("heap+0x%llx", (unsigned long long)(address - HEAP_BASE));
    if (!symbols || address < 4096)
        return memory_print("0x%llx", (unsigned long long)address);
    char *name = symbols->tape ? tape_find_object(symbols->tape, address) : NULL;
    if (name)
        return name;
    name = symbols->module ? global(symbols, address)
                           : memory_print("0x%llx", (unsigned long long)address);
    if (symbols->tape)
        tape_keep_object(symbols->tape, address, name);
    return name;
}
