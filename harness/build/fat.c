#include "build/fat.h"
#include "judge/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <libelf.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool fat_is_program(const char *path)
{
    Elf64_Ehdr head; /* both classes begin alike, as far as the type */
    enum { HEAD = offsetof(Elf64_Ehdr, e_type) + sizeof head.e_type };
    FILE *file = fopen(path, "re");
    if (!file)
        return false;
    struct stat status;
    bool elf = fstat(fileno(file), &status) == 0 && S_ISREG(status.st_mode) &&
               fread(&head, 1, HEAD, file) == HEAD && memcmp(head.e_ident, ELFMAG, SELFMAG) == 0 &&
               head.e_type != ET_REL;
    fclose(file);
    return elf;
}

static Elf_Data *find_section(Elf *elf, const char *wanted)
{
    size_t names;
    Elf_Scn *section = NULL;
    if (elf_getshdrstrndx(elf, &names) != 0)
        return NULL;
    while ((section = elf_nextscn(elf, section)) != NULL) {
        GElf_Shdr header;
        const char *name =
            gelf_getshdr(section, &header) ? elf_strptr(elf, names, header.sh_name) : NULL;
        if (name && strcmp(name, wanted) == 0)
            return elf_rawdata(section, NULL);
    }
    return NULL;
}

static bool write_program(const char *path, const Elf_Data *data)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0700);
    FILE *file = descriptor >= 0 ? fdopen(descriptor, "w") : NULL;
    if (!file)
        return false;
    bool good = fwrite(data->d_buf, 1, data->d_size, file) == data->d_size;
    return fclose(file) == 0 && good;
}

static void refuse(struct build *build, enum build_end end, char *message)
{
    build->end = end;
    build->message = message;
}

static void extract(Elf *elf, const char *path, struct build *build)
{
    int refused;
    const Elf_Data *data = find_section(elf, ".racelab"), *why = find_section(elf, ".racelab.why");
    if (!data && why && why->d_size > 0) {
        refuse(build, BUILD_UNFIT,
               memory_print("'%s' could not be built for exploration: %.*s", path, (int)why->d_size,
                            (const char *)why->d_buf));
        return;
    }
    if (!data || data->d_size < SELFMAG || memcmp(data->d_buf, ELFMAG, SELFMAG) != 0) {
        refuse(build, BUILD_UNFIT,
               memory_print("'%s' was not linked by 'racelab cc'; build it with CC=\"racelab cc\"",
                            path));
        return;
    }
    if (cache_begin(&build->entry, &refused) != 0) {
        refuse(build, BUILD_LACKING,
               memory_print("cannot make a folder for the program: %s", strerror(refused)));
        return;
    }
    build->binary = memory_print("%s/program", build->entry.folder);
    if (!write_program(build->binary, data))
        refuse(build, BUILD_LACKING,
               memory_print("cannot write '%s': %s", build->binary, strerror(errno)));
}

void fat_extract(const char *path, struct build *build)
{
    *build = (struct build){.end = BUILD_DONE, .entry.lock = -1};
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    elf_version(EV_CURRENT);
    Elf *elf = descriptor >= 0 ? elf_begin(descriptor, ELF_C_READ_MMAP, NULL) : NULL;
    if (elf)
        extract(elf, path, build);
    else
        refuse(build, BUILD_UNFIT, memory_print("cannot read '%s'", path));
    if (elf)
        elf_end(elf);
    if (descriptor >= 0)
        close(descriptor);
}
