#include "workshop/languages.h"
#include "judge/memory.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The codes of languages: "de". */
struct languages {
    char **codes;
    size_t count;
};

static void add(struct languages *languages, char *code)
{
    for (size_t i = 0; i < languages->count; i++)
        if (strcmp(languages->codes[i], code) == 0) {
            free(code);
            return;
        }
    languages->codes =
        memory_resize(languages->codes, languages->count + 1, sizeof *languages->codes);
    languages->codes[languages->count++] = code;
}

static void add_of(struct languages *languages, const struct exercise *exercise)
{
    static const char before[] = "workshop.", behind[] = ".txt";
    struct dirent **names;
    int count = scandir(exercise->folder, &names, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        const char *name = names[i]->d_name;
        size_t length = strlen(name), fixed = strlen(before) + strlen(behind);
        if (length > fixed && strncmp(name, before, strlen(before)) == 0 &&
            strcmp(name + length - strlen(behind), behind) == 0)
            add(languages, memory_copy(name + strlen(before), length - fixed));
        free(names[i]);
    }
    if (count >= 0)
        free(names);
}

/* ", hint place" behind the list; the caller frees what comes back. */
static char *longer(char *list, const struct text_section *section)
{
    char *more = memory_print("%s%s%s%s%s", list ? list : "", list ? ", " : "", section->kind,
                              section->name[0] ? " " : "", section->name);
    free(list);
    return more;
}

/* The sections of one text that the other does not have; NULL: it has all. */
static char *lacking(const struct workshop_text *text, const struct workshop_text *other)
{
    char *list = NULL;
    for (size_t i = 0; i < text->section_count; i++)
        if (!workshop_text_find(other, text->sections[i].kind, text->sections[i].name))
            list = longer(list, &text->sections[i]);
    return list;
}

/* What is wrong with the translation; NULL: nothing. The caller frees it. */
static char *fault_of(const struct exercise *exercise, const char *path)
{
    struct workshop_text translation;
    char *complaint, *fault = NULL;
    if (access(path, F_OK) != 0)
        return memory_copy_text("not translated at all");
    if (workshop_text_read(path, true, &translation, &complaint) != 0)
        return complaint;
    char *open = lacking(&exercise->text, &translation);
    char *strange = lacking(&translation, &exercise->text);
    if (open)
        fault = memory_print("not translated: %s", open);
    else if (strange)
        fault = memory_print("the original has no such section: %s", strange);
    free(open);
    free(strange);
    workshop_text_release(&translation);
    return fault;
}

size_t languages_check(const struct pack *pack, const struct exercise *exercise,
                       void (*take)(const struct exercise *exercise, const char *file,
                                    const char *fault))
{
    struct languages languages = {0};
    size_t faults = 0;
    for (size_t i = 0; i < pack->count; i++)
        add_of(&languages, &pack->exercises[i]);
    for (size_t i = 0; i < languages.count; i++) {
        char *name = memory_print("workshop.%s.txt", languages.codes[i]);
        char *path = memory_print("%s/%s", exercise->folder, name);
        char *fault = fault_of(exercise, path);
        if (fault)
            take(exercise, name, fault);
        faults += fault != NULL;
        free(fault);
        free(path);
        free(name);
        free(languages.codes[i]);
    }
    free(languages.codes);
    return faults;
}
