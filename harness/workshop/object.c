#include "workshop/object.h"
#include "judge/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <libelf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* An open ELF file and its table of symbols. */
struct image {
    int descriptor;
    Elf *elf;
    Elf_Data *symbols;
    size_t count, names; /* how many; the section of their names */
};

static void find_symbols(struct image *image)
{
    Elf_Scn *section = NULL;
    GElf_Shdr header;
    while ((section = elf_nextscn(image->elf, section)) != NULL)
        if (gelf_getshdr(section, &header) && header.sh_type == SHT_SYMTAB &&
            header.sh_entsize > 0) {
            image->symbols = elf_getdata(section, NULL);
            image->count = header.sh_size / header.sh_entsize;
            image->names = header.sh_link;
        }
}

static bool image_open(const char *path, struct image *image)
{
    *image = (struct image){.descriptor = open(path, O_RDONLY | O_CLOEXEC)};
    if (image->descriptor < 0)
        return false;
    elf_version(EV_CURRENT);
    image->elf = elf_begin(image->descriptor, ELF_C_READ, NULL);
    if (image->elf && elf_kind(image->elf) == ELF_K_ELF)
        find_symbols(image);
    return image->symbols != NULL;
}

static void image_close(struct image *image)
{
    if (image->elf)
        elf_end(image->elf);
    if (image->descriptor >= 0)
        close(image->descriptor);
}

static const char *symbol_at(const struct image *image, size_t i, GElf_Sym *symbol)
{
    if (!gelf_getsym(image->symbols, (int)i, symbol))
        return "";
    const char *name = elf_strptr(image->elf, image->names, symbol->st_name);
    return name ? name : "";
}

static void add(char ***names, size_t *count, const char *name)
{
    *names = memory_resize(*names, *count + 1, sizeof **names);
    (*names)[(*count)++] = memory_copy_text(name);
}

static bool starts_by_itself(const struct image *image)
{
    static const char *const names[] = {".init_array", ".fini_array", ".preinit_array", ".ctors",
                                        ".dtors",      ".init",       ".fini"};
    Elf_Scn *section = NULL;
    GElf_Shdr header;
    size_t strings;
    if (elf_getshdrstrndx(image->elf, &strings) != 0)
        return true;
    while ((section = elf_nextscn(image->elf, section)) != NULL) {
        const char *name =
            gelf_getshdr(section, &header) ? elf_strptr(image->elf, strings, header.sh_name) : NULL;
        for (size_t i = 0; name && i < sizeof names / sizeof *names; i++)
            if (strncmp(name, names[i], strlen(names[i])) == 0)
                return true;
    }
    return false;
}

/* Of what a process has in memory of it: code, constants, variables. */
static uint64_t memory_of(const struct image *image)
{
    Elf_Scn *section = NULL;
    GElf_Shdr header;
    uint64_t size = 0;
    while ((section = elf_nextscn(image->elf, section)) != NULL)
        if (gelf_getshdr(section, &header) && header.sh_flags & SHF_ALLOC)
            size += header.sh_size;
    return size;
}

int object_read(const char *path, struct object *object)
{
    struct image image;
    *object = (struct object){0};
    if (!image_open(path, &image)) {
        image_close(&image);
        return -EINVAL;
    }
    for (size_t i = 1; i < image.count; i++) {
        GElf_Sym symbol;
        const char *name = symbol_at(&image, i, &symbol);
        if (GELF_ST_BIND(symbol.st_info) == STB_LOCAL || name[0] == '\0')
            continue;
        if (symbol.st_shndx == SHN_UNDEF)
            add(&object->calls, &object->call_count, name);
        else
            add(&object->definitions, &object->definition_count, name);
    }
    object->starts_by_itself = starts_by_itself(&image);
    object->memory = memory_of(&image);
    image_close(&image);
    return 0;
}

static void release_names(char **names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    free(names);
}

void object_release(struct object *object)
{
    release_names(object->calls, object->call_count);
    release_names(object->definitions, object->definition_count);
    *object = (struct object){0};
}

/* Copies what lies at an address of the linked program. */
static bool copy_at(const struct image *image, GElf_Addr address, void *bytes, size_t size)
{
    Elf_Scn *section = NULL;
    GElf_Shdr header;
    while ((section = elf_nextscn(image->elf, section)) != NULL) {
        Elf_Data *data;
        if (!gelf_getshdr(section, &header) || header.sh_type == SHT_NOBITS ||
            address < header.sh_addr || address + size > header.sh_addr + header.sh_size)
            continue;
        data = elf_getdata(section, NULL);
        if (!data || data->d_size < address - header.sh_addr + size)
            return false;
        memcpy(bytes, (const char *)data->d_buf + (address - header.sh_addr), size);
        return true;
    }
    return false;
}

static bool read_lab(const struct image *image, struct lab *what)
{
    for (size_t i = 1; i < image->count; i++) {
        GElf_Sym symbol;
        if (strcmp(symbol_at(image, i, &symbol), "lab") == 0 &&
            GELF_ST_BIND(symbol.st_info) == STB_GLOBAL && symbol.st_size == sizeof *what)
            return copy_at(image, symbol.st_value, what, sizeof *what);
    }
    return false;
}

/* The name of the function at that address of the linked program, "": there is none. */
static void name_at(const struct image *image, const void *address, char name[FUNCTION_NAME])
{
    name[0] = '\0';
    for (size_t i = 1; i < image->count && address && !name[0]; i++) {
        GElf_Sym symbol;
        const char *own = symbol_at(image, i, &symbol);
        if (GELF_ST_TYPE(symbol.st_info) == STT_FUNC && symbol.st_value == (uintptr_t)address)
            snprintf(name, FUNCTION_NAME, "%s", own);
    }
}

static void name_functions(const struct image *image, const struct lab *what,
                           struct description *description)
{
    name_at(image, (const void *)(uintptr_t)what->check, description->check_name);
    for (size_t i = 0; i < description->actors; i++)
        name_at(image, (const void *)(uintptr_t)what->actors[i], description->actor_names[i]);
}

int object_description(const char *program, struct description *description)
{
    struct image image;
    struct lab what;
    bool known = image_open(program, &image) && read_lab(&image, &what);
    *description = (struct description){0};
    while (known && description->actors < LAB_ACTORS_MAX && what.actors[description->actors])
        description->actors++;
    if (known)
        name_functions(&image, &what, description);
    image_close(&image);
    if (!known)
        return -EINVAL;
    description->trial = what.trial != NULL;
    description->open = what.open != NULL;
    description->reset = what.reset != NULL;
    description->check = what.check != NULL;
    description->defaults = what.defaults;
    if (what.watched.threads > 0) /* real threads have seconds here, as with the sanitizers */
        description->defaults.threads = what.watched.threads;
    if (what.watched.increments > 0)
        description->defaults.increments = what.watched.increments;
    description->max_threads = what.max_threads;
    description->expect = what.expect;
    return 0;
}
