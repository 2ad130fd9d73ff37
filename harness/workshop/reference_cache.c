#include "workshop/reference_cache.h"
#include "judge/memory.h"
#include "report/saved_file.h"
#include "sanitize/file.h"
#include "workshop/support.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* FNV-1a, 64 bits (Fowler, Noll, Vo). */
static const uint64_t basis = UINT64_C(0xcbf29ce484222325), prime = UINT64_C(0x100000001b3);

static uint64_t add_bytes(uint64_t digest, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < size; i++)
        digest = (digest ^ at[i]) * prime;
    return digest;
}

static uint64_t add_file(uint64_t digest, const char *path)
{
    char *text;
    size_t size;
    if (file_read(path, &text, &size) != 0)
        return digest;
    digest = add_bytes(digest, text, size);
    free(text);
    return digest;
}

/* The tool and the engine that it brings: which build it is. */
static uint64_t add_tool(uint64_t digest)
{
    struct stat status;
    if (stat("/proc/self/exe", &status) != 0)
        return digest;
    digest = add_bytes(digest, &status.st_size, sizeof status.st_size);
    return add_bytes(digest, &status.st_mtim, sizeof status.st_mtim);
}

static void add_header(void *digest, const char *path)
{
    uint64_t *so_far = digest;
    *so_far = add_file(*so_far, path);
}

static uint64_t digest_of(const struct reference *reference, const char *include)
{
    const struct workshop_text *text = &reference->exercise->text;
    char *header = memory_print("%s/lab.h", include);
    uint64_t digest = add_file(add_tool(basis), header);
    digest = add_bytes(digest, text->prove, sizeof text->prove);
    digest = add_bytes(digest, &text->budget, sizeof text->budget);
    for (size_t i = 0; i < reference->count; i++) {
        const struct pack_file *file = reference->variants[i].file;
        digest = add_bytes(digest, file->name, strlen(file->name) + 1);
        digest = add_file(digest, file->path); /* wherever the pack lies */
    }
    support_each(reference->exercise, add_header, &digest);
    free(header);
    return digest;
}

static void make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0777);
        *slash = '/';
    }
}

char *reference_cache_path(const struct reference *reference, const char *include)
{
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    char *folder = cache && cache[0] == '/' ? memory_copy_text(cache)
                   : home && home[0] == '/' ? memory_print("%s/.cache", home)
                                            : NULL;
    if (folder == NULL)
        return NULL;
    char *path =
        memory_print("%s/racelab/workshop/%s-%016llx.json", folder, reference->exercise->name,
                     (unsigned long long)digest_of(reference, include));
    free(folder);
    return path;
}

/* The check's name, then the actors'. */
static json_t *functions_to(const struct description *said)
{
    json_t *names = json_pack("[s]", said->check_name);
    for (size_t i = 0; i < said->actors; i++)
        json_array_append_new(names, json_string(said->actor_names[i]));
    return names;
}

static void function_from(const json_t *name, char function[FUNCTION_NAME])
{
    const char *text = json_string_value(name);
    snprintf(function, FUNCTION_NAME, "%s", text ? text : "");
}

static bool functions_from(const json_t *names, struct description *said)
{
    if (json_array_size(names) != said->actors + 1 || said->actors > LAB_ACTORS_MAX)
        return false;
    function_from(json_array_get(names, 0), said->check_name);
    for (size_t i = 0; i < said->actors; i++)
        function_from(json_array_get(names, i + 1), said->actor_names[i]);
    return true;
}

static json_t *variant_to(const struct reference_variant *variant)
{
    const struct description *said = &variant->description;
    json_t *calls = json_array();
    for (size_t i = 0; i < variant->call_count; i++)
        json_array_append_new(calls, json_string(variant->calls[i]));
    return json_pack("{s:s, s:b, s:o, s:o, s:o, s:[I,b,I,I,I,i,i,i,i]}", "name",
                     variant->file->name, "remedy", variant->remedy, "behaviour",
                     behaviour_to(&variant->behaviour), "calls", calls, "functions",
                     functions_to(said), "description", (json_int_t)said->actors, said->trial,
                     (json_int_t)said->defaults.threads, (json_int_t)said->defaults.increments,
                     (json_int_t)said->max_threads, (int)said->expect.stress,
                     (int)said->expect.tsan, (int)said->expect.helgrind, (int)said->expect.explore);
}

static bool description_from(json_t *document, struct description *said)
{
    json_int_t actors, threads, increments, most;
    int trial, stress, tsan, helgrind, explore;
    if (json_unpack(document, "[I,b,I,I,I,i,i,i,i]", &actors, &trial, &threads, &increments, &most,
                    &stress, &tsan, &helgrind, &explore) != 0)
        return false;
    *said =
        (struct description){.actors = (size_t)actors,
                             .trial = trial != 0,
                             .check = true,
                             .defaults = {.threads = (long)threads, .increments = (long)increments},
                             .max_threads = (long)most,
                             .expect = {.stress = (enum lab_sight)stress,
                                        .tsan = (enum finding_kind)tsan,
                                        .helgrind = (enum finding_kind)helgrind,
                                        .explore = (enum finding_kind)explore}};
    return true;
}

static bool variant_from(const json_t *document, struct reference_variant *variant)
{
    const char *name = json_string_value(json_object_get(document, "name"));
    const json_t *calls = json_object_get(document, "calls");
    if (!name || strcmp(name, variant->file->name) != 0 ||
        !description_from(json_object_get(document, "description"), &variant->description) ||
        !functions_from(json_object_get(document, "functions"), &variant->description) ||
        !behaviour_from(json_object_get(document, "behaviour"), &variant->behaviour))
        return false;
    variant->calls = memory_resize(NULL, json_array_size(calls), sizeof *variant->calls);
    for (size_t i = 0; i < json_array_size(calls); i++) {
        const char *call = json_string_value(json_array_get(calls, i));
        variant->calls[variant->call_count++] = memory_copy_text(call ? call : "");
    }
    return true;
}

bool reference_cache_read(const char *path, struct reference *reference)
{
    json_t *document = path ? json_load_file(path, 0, NULL) : NULL;
    bool fits = json_is_array(document) && json_array_size(document) == reference->count;
    for (size_t i = 0; fits && i < reference->count; i++)
        fits = variant_from(json_array_get(document, i), &reference->variants[i]);
    json_decref(document);
    return fits;
}

void reference_cache_write(const char *path, const struct reference *reference)
{
    struct saved_file file;
    json_t *document = json_array();
    for (size_t i = 0; i < reference->count; i++)
        json_array_append_new(document, variant_to(&reference->variants[i]));
    char *own = memory_copy_text(path ? path : "");
    if (path)
        make_folders(own);
    if (path && saved_file_init(&file, path) == 0) {
        json_dumpf(document, file.stream, JSON_COMPACT | JSON_SORT_KEYS);
        saved_file_commit(&file);
    }
    free(own);
    json_decref(document);
}
