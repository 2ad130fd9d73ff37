#include "workshop/grade_files.h"
#include "judge/memory.h"
#include "options/option.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool is_regular(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0 && S_ISREG(status.st_mode);
}

char *grade_file(const char *path, const struct exercise *exercise)
{
    struct stat status;
    char whole[PATH_MAX];
    if (!realpath(path, whole) || stat(whole, &status) != 0)
        return NULL;
    if (S_ISREG(status.st_mode))
        return memory_copy_text(whole);
    for (size_t i = 0; i < 2; i++) {
        char *file = i == 0 ? memory_print("%s/%s.c", whole, exercise->name)
                            : memory_print("%s/exercises/%s.c", whole, exercise->name);
        if (is_regular(file))
            return file;
        free(file);
    }
    return NULL;
}

static char *last_part(const char *path)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    size_t begin = length;
    while (begin > 0 && path[begin - 1] != '/')
        begin--;
    return memory_copy(path + begin, length - begin);
}

static bool anybody_has(const char *const *paths, const struct exercise *exercise)
{
    bool any = false;
    for (size_t i = 0; paths[i] && !any; i++) {
        char *file = grade_file(paths[i], exercise);
        any = file != NULL;
        free(file);
    }
    return any;
}

static void choose(const struct exercise *only, const char *const *paths, struct grading *grading)
{
    const struct pack *pack = grading->pack;
    grading->exercises = memory_resize(NULL, pack->count, sizeof *grading->exercises);
    for (size_t i = 0; i < pack->count; i++)
        if (only ? only == &pack->exercises[i] : anybody_has(paths, &pack->exercises[i]))
            grading->exercises[grading->exercise_count++] = &pack->exercises[i];
}

static int check_paths(const char *program, const struct exercise *only, const char *const *paths)
{
    for (size_t i = 0; paths[i]; i++) {
        struct stat status;
        if (stat(paths[i], &status) != 0) {
            fprintf(stderr, "%s: cannot read '%s': %s\n", program, paths[i], strerror(errno));
            return EXIT_USAGE;
        }
        if (!S_ISDIR(status.st_mode) && !only) {
            fprintf(stderr, "%s: '%s' is a file; say with --exercise which exercise it is for\n",
                    program, paths[i]);
            return EXIT_USAGE;
        }
    }
    return 0;
}

static void add_person(struct grading *grading, const char *path)
{
    struct graded person = {.path = memory_copy_text(path), .name = last_part(path)};
    person.grades = memory_resize(NULL, grading->exercise_count, sizeof *person.grades);
    for (size_t i = 0; i < grading->exercise_count; i++)
        person.grades[i] = (struct grade){.exercise = grading->exercises[i], .end = GRADE_MISSING};
    grading->people = memory_resize(grading->people, grading->count + 1, sizeof person);
    grading->people[grading->count++] = person;
}

int grade_list(const char *program, const struct exercise *only, const char *const *paths,
               struct grading *grading)
{
    int code = check_paths(program, only, paths);
    if (code != 0)
        return code;
    choose(only, paths, grading);
    if (grading->exercise_count == 0) {
        fprintf(stderr, "%s: nobody has a file named after an exercise (%s.c, ...)\n", program,
                grading->pack->exercises[0].name);
        return EXIT_USAGE;
    }
    for (size_t i = 0; paths[i]; i++)
        add_person(grading, paths[i]);
    return 0;
}
