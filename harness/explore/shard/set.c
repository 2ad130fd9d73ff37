#include "explore/shard/set.h"
#include "explore/trace/explore_json.h"
#include "judge/memory.h"
#include "options/option.h"
#include "report/json_file.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Says what is wrong, in one line. */
__attribute__((format(printf, 2, 3))) static int refuse(const char *program, const char *format,
                                                        ...)
{
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "%s: ", program);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    return EXIT_USAGE;
}

/* NULL after a line that says why. */
static json_t *load(const char *path, const char *program)
{
    json_t *document = json_file_read(program, path);
    if (!document)
        return NULL;
    const char *what = json_string_value(json_object_get(document, "document"));
    json_int_t version = json_integer_value(json_object_get(document, "version"));
    if (!what || strcmp(what, "racelab explore") != 0)
        refuse(program, "'%s' is no document of 'racelab explore --json'", path);
    else if (version != EXPLORE_JSON_VERSION)
        refuse(program, "'%s' has a form that this version of racelab does not know", path);
    else
        return document;
    json_decref(document);
    return NULL;
}

static struct shard_group *group_of(struct shard_set *set, const char *name)
{
    for (size_t i = 0; i < set->group_count; i++)
        if (strcmp(set->groups[i].name, name) == 0)
            return &set->groups[i];
    set->groups = memory_resize(set->groups, set->group_count + 1, sizeof *set->groups);
    set->groups[set->group_count] = (struct shard_group){.name = name};
    return &set->groups[set->group_count++];
}

/* A value as a person reads it. The caller frees it. */
static char *value_text(const json_t *value)
{
    return json_is_string(value) ? memory_copy_text(json_string_value(value))
                                 : json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
}

/* The first thing in which two searches differ. */
static int refuse_mixture(const struct shard_part *one, const struct shard_part *other,
                          const char *program)
{
    const char *key;
    json_t *value, *own = (json_t *)(uintptr_t)one->configuration;
    json_object_foreach(own, key, value)
    {
        const json_t *second = json_object_get(other->configuration, key);
        if (json_equal(value, (json_t *)(uintptr_t)second))
            continue;
        if (strcmp(key, "build") == 0 || strcmp(key, "stdin") == 0)
            return refuse(program, "'%s' and '%s' are not of one search: they differ in the %s",
                          one->path, other->path,
                          key[0] == 'b' ? "program that was built" : "standard input");
        char *x = value_text(value), *y = value_text(second);
        int code =
            refuse(program, "'%s' and '%s' are not of one search: %s is %s there, and %s here",
                   one->path, other->path, key, x ? x : "missing", y ? y : "missing");
        free(x);
        free(y);
        return code;
    }
    return refuse(program, "'%s' and '%s' are not of one search", one->path, other->path);
}

static int check_part(const struct shard_group *group, const struct shard_part *part,
                      const char *program)
{
    for (size_t i = 0; i < group->count; i++) {
        const struct shard_part *other = &group->parts[i];
        if (!json_equal((json_t *)(uintptr_t)other->configuration,
                        (json_t *)(uintptr_t)part->configuration))
            return refuse_mixture(other, part, program);
        if (other->count != part->count)
            return refuse(program, "'%s' is one of %u shards of '%s', and '%s' one of %u",
                          other->path, other->count, group->name, part->path, part->count);
        if (other->number == part->number)
            return refuse(program, "'%s' and '%s' are both shard %u of '%s'", other->path,
                          part->path, part->number, group->name);
    }
    return 0;
}

static int add_variant(struct shard_set *set, json_t *variant, const char *path,
                       const char *program)
{
    struct shard_part part;
    const char *name = json_string_value(json_object_get(variant, "name"));
    if (!name)
        return refuse(program, "'%s' is damaged: a variant has no name", path);
    struct shard_group *group = group_of(set, name);
    const char *wrong = shard_read(variant, &part, &group->tape);
    if (wrong)
        return refuse(program, "'%s': %s %s", path, name, wrong);
    part.path = memory_copy_text(path);
    int code = check_part(group, &part, program);
    group->parts = memory_resize(group->parts, group->count + 1, sizeof *group->parts);
    group->parts[group->count++] = part;
    return code;
}

static int add_file(struct shard_set *set, const char *path, const char *program)
{
    json_t *document = load(path, program), *variant;
    size_t i;
    if (!document)
        return EXIT_USAGE;
    set->documents = memory_resize(set->documents, set->document_count + 1, sizeof(json_t *));
    set->documents[set->document_count++] = document;
    set->partial |= json_is_true(json_object_get(document, "partial"));
    int code = 0;
    json_t *variants = json_object_get(document, "variants");
    if (json_array_size(variants) == 0)
        return refuse(program, "'%s' holds no program", path);
    json_array_foreach(variants, i, variant) if (code == 0) code =
        add_variant(set, variant, path, program);
    return code;
}

static bool has(const struct shard_group *group, unsigned number)
{
    for (size_t i = 0; i < group->count; i++)
        if (group->parts[i].number == number)
            return true;
    return false;
}

/* "3, 5 to 7": those that are missing. The caller frees it. */
static char *missing(const struct shard_group *group)
{
    char *text = memory_copy_text("");
    unsigned count = group->parts[0].count, last;
    for (unsigned first = 1; first <= count; first = last + 1) {
        last = first;
        if (has(group, first))
            continue;
        while (last < count && !has(group, last + 1))
            last++;
        char *longer = first == last
                           ? memory_print("%s%s%u", text, text[0] ? ", " : "", first)
                           : memory_print("%s%s%u to %u", text, text[0] ? ", " : "", first, last);
        free(text);
        text = longer;
    }
    return text;
}

static int check_group(const struct shard_group *group, const char *program)
{
    size_t lacking = group->parts[0].count - group->count;
    if (lacking == 0)
        return 0;
    char *text = missing(group);
    int code = refuse(program, "%s %s of %u of '%s' %s missing", lacking == 1 ? "shard" : "shards",
                      text, group->parts[0].count, group->name, lacking == 1 ? "is" : "are");
    free(text);
    return code;
}

int shard_set_read(struct shard_set *set, const char *const *paths, const char *program)
{
    *set = (struct shard_set){0};
    for (size_t i = 0; paths[i]; i++)
        if (add_file(set, paths[i], program) != 0)
            return EXIT_USAGE;
    int code = 0;
    for (size_t i = 0; i < set->group_count; i++)
        if (check_group(&set->groups[i], program) != 0)
            code = EXIT_USAGE;
    return code;
}

void shard_set_release(struct shard_set *set)
{
    for (size_t i = 0; i < set->group_count; i++) {
        for (size_t k = 0; k < set->groups[i].count; k++)
            shard_part_release(&set->groups[i].parts[k]);
        free(set->groups[i].parts);
        tape_release(&set->groups[i].tape);
    }
    for (size_t i = 0; i < set->document_count; i++)
        json_decref(set->documents[i]);
    free(set->documents);
    free(set->groups);
}
