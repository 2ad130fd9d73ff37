#include "catalogue/catalogue.h"

#include "catalogue/description.h"
#include "catalogue/nearest.h"
#include "process/child.h"

#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Beside the program in the build tree; lib/racelab/labs where it is installed. */
static char *program_folder(void)
{
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length < 0)
        return NULL;
    path[length] = '\0';
    char *beside = strdup(dirname(path)), *manifest = NULL, *installed = NULL;
    if (beside && asprintf(&manifest, "%s/variants.tsv", beside) > 0 &&
        access(manifest, F_OK) != 0 && asprintf(&installed, "%s/../lib/racelab", beside) > 0 &&
        access(installed, F_OK) == 0) {
        free(beside);
        beside = NULL;
        if (asprintf(&beside, "%s/labs", installed) < 0)
            beside = NULL;
    }
    free(installed);
    free(manifest);
    return beside;
}

/* Installed without the labs, or a build tree without a build. */
static void tell_no_manifest(const char *folder, const char *path, int error)
{
    size_t length = strlen(folder), tail = strlen("/lib/racelab/labs");
    if (length > tail && strcmp(folder + length - tail, "/lib/racelab/labs") == 0)
        fprintf(stderr, "racelab: the labs are not installed: apt-get install racelab-labs, or "
                        "cmake --install with the component 'labs'\n");
    else
        fprintf(stderr, "racelab: cannot open '%s': %s; build again with './racelab'\n", path,
                strerror(error));
}

/* Fills in what the manifest knows: folder, lab, variant and source, with tabs
 * between. False: the line is damaged, or memory is short. */
static bool read_manifest_line(char *line, const char *folder, struct variant *variant)
{
    char *rest = line;
    char *tree = strsep(&rest, "\t");
    char *lab_name = strsep(&rest, "\t");
    char *name = strsep(&rest, "\t");
    char *source = strsep(&rest, "\n");
    if (!tree || !lab_name || !name || !source)
        return false;
    variant->fixed = strcmp(tree, "fixes") == 0;
    variant->lab = strdup(lab_name);
    variant->name = strdup(name);
    if (source[0] == '/')
        variant->source = strdup(source);
    else if (asprintf(&variant->source, "%s/%s", folder, source) < 0)
        variant->source = NULL;
    if (asprintf(&variant->binary, "%s/%s-%s", folder, lab_name, name) < 0)
        variant->binary = NULL;
    return variant->lab && variant->name && variant->source && variant->binary;
}

static bool set_text(struct variant *variant, const char *key, const char *value)
{
#define X(member)                                                                                  \
    if (strcmp(key, #member) == 0) {                                                               \
        free(variant->member);                                                                     \
        return (variant->member = strdup(value)) != NULL;                                          \
    }
    DESCRIPTION_TEXTS(X)
#undef X
    return true;
}

static void set_number(struct variant *variant, const char *key, long value)
{
#define X(text, member)                                                                            \
    if (strcmp(key, text) == 0)                                                                    \
        variant->member = (__typeof__(variant->member))value;
    DESCRIPTION_NUMBERS(X)
#undef X
}

static bool add_measure(struct variant *variant, char *name)
{
    char *unit = strchr(name, '\t');
    if (!unit || variant->measure_count == LAB_MEASURES_MAX)
        return false;
    *unit++ = '\0';
    struct variant_measure *measure = &variant->measures[variant->measure_count++];
    *measure = (struct variant_measure){.name = strdup(name), .unit = strdup(unit)};
    return measure->name && measure->unit;
}

static bool read_description(char *text, struct variant *variant)
{
    bool good = true;
    char *rest = text, *line;
    while (good && (line = strsep(&rest, "\n")) != NULL) {
        char *value = strstr(line, ": ");
        if (!value)
            continue;
        *value = '\0';
        value += 2;
        if (strcmp(line, DESCRIPTION_MEASURE) == 0) {
            good = add_measure(variant, value);
            continue;
        }
        good = set_text(variant, line, value);
        set_number(variant, line, strtol(value, NULL, 10));
    }
    return good && variant->title && variant->bug && variant->cure && variant->switched_by;
}

int catalogue_describe(struct variant *variant)
{
    const char *const argv[] = {variant->binary, "--describe", NULL};
    const struct child_spec spec = {.argv = argv, .seconds = 10};
    struct child_result result;
    int error = child_run(&spec, &result);
    if (error != 0)
        return error;
    char end[80];
    bool good =
        result.end == CHILD_EXITED && result.code == 0 && read_description(result.output, variant);
    if (!good && *result.errors)
        fputs(result.errors, stderr);
    else if (!good)
        fprintf(stderr, "racelab: '%s --describe' %s; build again with './racelab'\n",
                variant->binary, child_end_text(&result, end, sizeof end));
    child_result_release(&result);
    return good ? 0 : -EIO;
}

/* Places count from 1; 0 stands after all of them. */
static int compare_places(long one, long other)
{
    unsigned long a = (unsigned long)one - 1, b = (unsigned long)other - 1;
    return (a > b) - (a < b);
}

static int compare_variants(const void *left, const void *right)
{
    const struct variant *a = *(const struct variant *const *)left;
    const struct variant *b = *(const struct variant *const *)right;
    int order = strcmp(a->lab, b->lab);
    if (order == 0)
        order = a->fixed - b->fixed;
    if (order == 0)
        order = compare_places(a->place, b->place);
    return order != 0 ? order : strcmp(a->name, b->name);
}

static int add_line(struct catalogue *catalogue, char *line)
{
    struct variant *grown = realloc(catalogue->variants, (catalogue->count + 1) * sizeof *grown);
    if (!grown)
        return -ENOMEM;
    catalogue->variants = grown;
    struct variant *variant = &grown[catalogue->count++];
    *variant = (struct variant){0};
    return read_manifest_line(line, catalogue->folder, variant) ? 0 : -EINVAL;
}

static int read_manifest(struct catalogue *catalogue, FILE *file)
{
    char *line = NULL;
    size_t capacity = 0;
    int result = 0;
    while (result == 0 && getline(&line, &capacity, file) > 0)
        result = add_line(catalogue, line);
    free(line);
    return result;
}

int catalogue_init(struct catalogue *catalogue)
{
    char *folder = program_folder();
    int result = folder ? catalogue_init_in(catalogue, folder) : -ENOMEM;
    free(folder);
    return result;
}

int catalogue_init_in(struct catalogue *catalogue, const char *folder)
{
    char path[PATH_MAX + 16];
    *catalogue = (struct catalogue){.folder = strdup(folder)};
    if (!catalogue->folder)
        return -ENOMEM;
    snprintf(path, sizeof path, "%s/variants.tsv", catalogue->folder);
    FILE *file = fopen(path, "re");
    if (!file) {
        int error = errno;
        tell_no_manifest(folder, path, error);
        catalogue_release(catalogue);
        return -error;
    }
    int result = read_manifest(catalogue, file);
    fclose(file);
    if (result != 0) {
        fprintf(stderr, "racelab: cannot read '%s': %s; build again with './racelab'\n", path,
                strerror(-result));
        catalogue_release(catalogue);
    }
    return result;
}

void variant_release(struct variant *variant)
{
    free(variant->lab);
    free(variant->name);
    free(variant->source);
    free(variant->binary);
    free(variant->title);
    free(variant->bug);
    free(variant->cure);
    free(variant->switched_by);
    for (size_t i = 0; i < variant->measure_count; i++) {
        free(variant->measures[i].name);
        free(variant->measures[i].unit);
    }
}

void catalogue_release(struct catalogue *catalogue)
{
    for (size_t i = 0; i < catalogue->count; i++)
        variant_release(&catalogue->variants[i]);
    free(catalogue->variants);
    free(catalogue->folder);
    *catalogue = (struct catalogue){0};
}

static bool is_named(const struct variant *variant, const char *name)
{
    size_t length = strlen(variant->lab);
    if (strncmp(variant->lab, name, length) != 0)
        return false;
    return name[length] == '\0' ||
           (name[length] == '/' && strcmp(name + length + 1, variant->name) == 0);
}

static void say_nearest(const struct catalogue *catalogue, const char *program, const char *name)
{
    struct nearest nearest;
    nearest_init(&nearest, name);
    for (size_t i = 0; i < catalogue->count; i++) {
        const struct variant *variant = &catalogue->variants[i];
        char full[256];
        snprintf(full, sizeof full, "%s/%s", variant->lab, variant->name);
        nearest_offer(&nearest, variant->lab);
        nearest_offer(&nearest, full);
    }
    fprintf(stderr, "%s: no lab or variant '%s'", program, name);
    struct stat status;
    if (stat(name, &status) == 0 && S_ISDIR(status.st_mode))
        fprintf(stderr, "; '%s' is a folder: name its C files\n", name);
    else if (nearest_name(&nearest))
        fprintf(stderr, "; did you mean '%s'?\n", nearest_name(&nearest));
    else
        fprintf(stderr, "; 'racelab list' shows what there is\n");
}

static int choose(struct catalogue *catalogue, const char *name, struct selection *selection)
{
    int result = 0;
    for (size_t i = 0; i < catalogue->count && result == 0; i++) {
        struct variant *variant = &catalogue->variants[i];
        if (name && !is_named(variant, name))
            continue;
        if (!variant->title)
            result = catalogue_describe(variant);
        selection->variants[selection->count++] = variant;
    }
    return result;
}

int catalogue_select(struct catalogue *catalogue, const char *program, const char *name,
                     struct selection *selection)
{
    *selection = (struct selection){0};
    selection->variants = calloc(catalogue->count + 1, sizeof *selection->variants);
    if (!selection->variants)
        return -ENOMEM;
    int result = choose(catalogue, name, selection);
    if (result == 0 && selection->count == 0 && name) {
        say_nearest(catalogue, program, name);
        result = -ENOENT;
    }
    if (result == 0)
        qsort(selection->variants, selection->count, sizeof *selection->variants, compare_variants);
    else
        selection_release(selection);
    return result;
}

void selection_release(struct selection *selection)
{
    free(selection->variants);
    *selection = (struct selection){0};
}

char *catalogue_binary(const struct catalogue *catalogue, const struct variant *variant,
                       const char *flavour)
{
    char *path;
    if (asprintf(&path, "%s/%s/%s-%s", catalogue->folder, flavour, variant->lab, variant->name) < 0)
        return NULL;
    return path;
}
