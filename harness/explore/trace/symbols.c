#include "explore/trace/symbols.h"
#include "explore/runtime/file.h"
#include "explore/trace/inside.h"
#include "explore/trace/tape.h"
#include "explore/runtime/memory.h" /* where stacks and the heap lie */
#include "judge/memory.h"

#include <stdlib.h>
#include <string.h>

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
    if (symbols)
        free(symbols->locals);
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

/* NULL: no symbol is there, or the program's file is not at hand. */
static const char *symbol_at(struct symbols *symbols, uint64_t address, GElf_Sym *symbol,
                             GElf_Off *offset)
{
    return symbols->module
               ? dwfl_module_addrinfo(symbols->module, address, offset, symbol, NULL, NULL, NULL)
               : NULL;
}

const char *symbols_symbol(struct symbols *symbols, uint64_t address, uint64_t *offset)
{
    GElf_Sym symbol;
    const char *name = NULL;
    if (!symbols || (symbols->tape && tape_find_symbol(symbols->tape, address, &name, offset)))
        return name;
    name = symbol_at(symbols, address, &symbol, offset);
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

static bool is_opaque(const char *name)
{
    return strstr(name, "pthread_") != NULL;
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

/* Variables of the C library that the build renames: optind, stdout. */
static const char *library_name(const char *name)
{
    return strncmp(name, "wrap_", 5) == 0 ? name + 5 : NULL;
}

static char *global(struct symbols *symbols, uint64_t address)
{
    GElf_Off offset = 0;
    GElf_Sym symbol;
    Dwarf_Die variable, type;
    const char *name = symbol_at(symbols, address, &symbol, &offset);
    if (!name)
        return memory_print("0x%llx", (unsigned long long)address);
    char *engine = GELF_ST_BIND(symbol.st_info) == STB_LOCAL ? engine_object(name, offset) : NULL;
    if (engine)
        return engine;
    if (library_name(name))
        return memory_copy_text(library_name(name));
    char *text = plain_name(name);
    if (!find_variable(symbols, text, &variable) || !type_of(&variable, &type))
        return text;
    const char *type_name = dwarf_diename(&type);
    return type_name && is_opaque(type_name) ? text : describe_inside(text, &variable, offset);
}

static bool global_points(struct symbols *symbols, uint64_t address)
{
    GElf_Off offset = 0;
    GElf_Sym symbol;
    Dwarf_Die variable;
    const char *name = symbol_at(symbols, address, &symbol, &offset);
    char *plain = name ? plain_name(name) : NULL;
    bool points =
        plain && find_variable(symbols, plain, &variable) && points_inside(&variable, offset);
    free(plain);
    return points;
}

char *symbols_object(struct symbols *symbols, uint64_t address)
{
    if (address - STACKS_BASE < STACKS_SIZE)
        return memory_print("a local at 0x%llx", (unsigned long long)address);
    if (address - LOCALS_BASE < LOCALS_SIZE * THREADS_MAX)
        return thread_local_object(symbols, (address - LOCALS_BASE) % LOCALS_SIZE);
    if (address - HEAP_BASE < HEAP_SIZE)
        return memory_print("heap+0x%llx", (unsigned long long)(address - HEAP_BASE));
    if (!symbols || address < 4096)
        return memory_print("0x%llx", (unsigned long long)address);
    char *name = symbols->tape ? tape_find_object(symbols->tape, address) : NULL;
    if (name)
        return name;
    name = global(symbols, address);
    if (symbols->tape)
        tape_keep_object(symbols->tape, address, name, global_points(symbols, address));
    return name;
}

bool symbols_points(struct symbols *symbols, uint64_t address)
{
    bool points = false;
    if (!symbols || address < 4096 || address - MEMORY_BASE < MEMORY_END - MEMORY_BASE)
        return false;
    if (symbols->tape && tape_find_points(symbols->tape, address, &points))
        return points;
    if (symbols->tape)
        free(symbols_object(symbols, address)); /* keeps both */
    return symbols->module && global_points(symbols, address);
}

static char *find_target(struct symbols *symbols, uint64_t value)
{
    GElf_Off offset = 0;
    GElf_Sym symbol;
    Dwarf_Die variable;
    const char *name = symbol_at(symbols, value, &symbol, &offset);
    if (!name || offset >= symbol.st_size)
        return memory_copy_text("");
    char *plain = plain_name(name);
    if (GELF_ST_TYPE(symbol.st_info) == STT_FUNC)
        return plain;
    if (find_variable(symbols, plain, &variable))
        plain = describe_start(plain, &variable, offset);
    char *text = memory_print("&%s", plain);
    free(plain);
    return text;
}

char *symbols_target(struct symbols *symbols, uint64_t value)
{
    char *text = NULL;
    if (!symbols || value < 4096)
        return NULL;
    if (symbols->tape)
        text = tape_find_target(symbols->tape, value);
    if (!text) {
        text = find_target(symbols, value);
        if (symbols->tape)
            tape_keep_target(symbols->tape, value, text);
    }
    if (text[0])
        return text;
    free(text);
    return NULL;
}
