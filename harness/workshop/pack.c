#include "workshop/pack.h"
#include "build/resources.h"
#include "judge/memory.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_source(const char *name)
{
    size_t length = strlen(name);
    return length > 2 && name[0] != '.' && strcmp(name + length - 2, ".c") == 0;
}

static void add_file(struct pack_file **files, size_t *count, const char *folder, const char *name)
{
    *files = memory_resize(*files, *count + 1, sizeof **files);
    (*files)[(*count)++] = (struct pack_file){.name = memory_copy(name, strlen(name) - 2),
                                              .path = memory_print("%s/%s", folder, name)};
}

/* Those that are `beyond`, or the others. Takes over the folder's path. */
static void read_files(const struct workshop_text *text, bool beyond, char *folder,
                       struct pack_file **files, size_t *count)
{
    struct dirent **names;
    int found = scandir(folder, &names, NULL, alphasort);
    for (int i = 0; i < found; i++) {
        const char *name = names[i]->d_name;
        char *stem = memory_copy(name, strcspn(name, "."));
        if (is_source(name) && workshop_text_lists(text->beyond, stem) == beyond)
            add_file(files, count, folder, name);
        free(stem);
        free(names[i]);
    }
    if (found >= 0)
        free(names);
    free(folder);
}

static bool find_broken(struct exercise *exercise)
{
    const char *file = exercise->text.file;
    for (size_t i = 0; i < exercise->wrong_count; i++) {
        const char *name = exercise->wrongs[i].name;
        size_t length = strlen(name);
        if (strncmp(file, name, length) == 0 && strcmp(file + length, ".c") == 0)
            exercise->broken = &exercise->wrongs[i];
    }
    return exercise->broken != NULL;
}

static int read_translation(const struct pack *pack, const char *language,
                            struct exercise *exercise, char **complaint)
{
    char *path = memory_print("%s/labs/%s/workshop.%s.txt", pack->folder, exercise->name, language);
    int error = 0;
    if (access(path, F_OK) == 0)
        error = workshop_text_read(path, true, &exercise->translation, complaint);
    free(path);
    return error;
}

static int read_exercise(struct pack *pack, const char *name, const char *language,
                         char **complaint)
{
    struct exercise exercise = {.name = memory_copy_text(name),
                                .folder = memory_print("%s/labs/%s", pack->folder, name)};
    char *path = memory_print("%s/workshop.txt", exercise.folder);
    int error = workshop_text_read(path, false, &exercise.text, complaint);
    if (error == 0 && language)
        error = read_translation(pack, language, &exercise, complaint);
    if (error == 0) {
        char *fixes = memory_print("%s/fixes/%s", pack->folder, name);
        read_files(&exercise.text, true, memory_copy_text(fixes), &exercise.beyond,
                   &exercise.beyond_count);
        read_files(&exercise.text, false, fixes, &exercise.remedies, &exercise.remedy_count);
        read_files(&exercise.text, false, memory_copy_text(exercise.folder), &exercise.wrongs,
                   &exercise.wrong_count);
        if (!find_broken(&exercise)) {
            *complaint = memory_print("%s: there is no '%s' beside it", path, exercise.text.file);
            error = -ENOENT;
        }
    }
    free(path);
    pack->exercises = memory_resize(pack->exercises, pack->count + 1, sizeof exercise);
    pack->exercises[pack->count++] = exercise;
    return error;
}

static int by_place(const void *one, const void *other)
{
    const struct exercise *x = one, *y = other;
    if (x->text.place != y->text.place)
        return x->text.place < y->text.place ? -1 : 1;
    return strcmp(x->name, y->name);
}

static bool is_exercise(const struct pack *pack, const char *name)
{
    char *path = memory_print("%s/labs/%s/workshop.txt", pack->folder, name);
    bool is = name[0] != '.' && access(path, F_OK) == 0;
    free(path);
    return is;
}

static int read_exercises(struct pack *pack, const char *language, char **complaint)
{
    struct dirent **names;
    char *labs = memory_print("%s/labs", pack->folder);
    int count = scandir(labs, &names, NULL, alphasort), error = count < 0 ? -errno : 0;
    if (error != 0)
        *complaint = memory_print("'%s' is no pack: cannot read '%s': %s", pack->folder, labs,
                                  strerror(-error));
    free(labs);
    for (int i = 0; i < count; i++) {
        if (error == 0 && is_exercise(pack, names[i]->d_name))
            error = read_exercise(pack, names[i]->d_name, language, complaint);
        free(names[i]);
    }
    if (count >= 0)
        free(names);
    return error;
}

int pack_open(const char *folder, const char *language, struct pack *pack, char **complaint)
{
    char whole[PATH_MAX];
    *complaint = NULL;
    *pack = (struct pack){.folder = memory_copy_text(realpath(folder, whole) ? whole : folder)};
    pack->include = resource_path("include");
    int error = read_exercises(pack, language, complaint);
    if (error == 0 && pack->count == 0) {
        *complaint = memory_print("'%s' has no exercise: no labs/*/workshop.txt", pack->folder);
        error = -ENOENT;
    }
    if (pack->count > 1)
        qsort(pack->exercises, pack->count, sizeof *pack->exercises, by_place);
    return error;
}

static void release_files(struct pack_file *files, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(files[i].name);
        free(files[i].path);
    }
    free(files);
}

void pack_release(struct pack *pack)
{
    for (size_t i = 0; i < pack->count; i++) {
        struct exercise *exercise = &pack->exercises[i];
        workshop_text_release(&exercise->text);
        workshop_text_release(&exercise->translation);
        release_files(exercise->wrongs, exercise->wrong_count);
        release_files(exercise->remedies, exercise->remedy_count);
        release_files(exercise->beyond, exercise->beyond_count);
        free(exercise->name);
        free(exercise->folder);
    }
    free(pack->exercises);
    free(pack->folder);
    free(pack->include);
    *pack = (struct pack){0};
}

const struct exercise *pack_find(const struct pack *pack, const char *name)
{
    for (size_t i = 0; i < pack->count; i++)
        if (strcmp(pack->exercises[i].name, name) == 0)
            return &pack->exercises[i];
    return NULL;
}

const char *exercise_text(const struct exercise *exercise, const char *kind, const char *name)
{
    const struct text_section *section = workshop_text_find(&exercise->translation, kind, name);
    if (section == NULL)
        section = workshop_text_find(&exercise->text, kind, name);
    return section ? section->text : NULL;
}

char *pack_default(void)
{
    return resource_path("pack");
}
