#include "workshop/progress.h"
#include "judge/memory.h"
#include "options/option.h"
#include "report/saved_file.h"
#include "sanitize/file.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { HINTS_MOST = 4 };

/* Exercises are named after folders. */
static bool is_name(const char *text)
{
    if (!isalnum((unsigned char)text[0]))
        return false;
    for (; *text; text++)
        if (!isalnum((unsigned char)*text) && !strchr("-_.", *text))
            return false;
    return true;
}

static int read_head(const char *line)
{
    static const char word[] = "racelab-progress ";
    long version;
    if (strncmp(line, word, sizeof word - 1) != 0 ||
        !option_read_count(line + sizeof word - 1, 1, 1000000, &version))
        return -EINVAL;
    return version > PROGRESS_VERSION ? -ENOTSUP : 0;
}

static int read_line(struct workshop_progress *progress, char *line)
{
    char *rest = NULL;
    const char *what = strtok_r(line, " ", &rest), *name = strtok_r(NULL, " ", &rest);
    const char *number = strtok_r(NULL, " ", &rest);
    long hints = 0;
    if (!what)
        return 0;
    if (!name || !is_name(name) || strtok_r(NULL, " ", &rest))
        return -EINVAL;
    if (strcmp(what, "current") == 0 && !number)
        progress_set_current(progress, name);
    else if (strcmp(what, "passed") == 0 && !number)
        progress_entry(progress, name)->passed = true;
    else if (strcmp(what, "hints") == 0 && number &&
             option_read_count(number, 0, HINTS_MOST, &hints))
        progress_entry(progress, name)->hints = (int)hints;
    else
        return -EINVAL;
    return 0;
}

int progress_read(const char *path, struct workshop_progress *progress)
{
    char *text, *rest = NULL;
    size_t size;
    *progress = (struct workshop_progress){0};
    int error = file_read(path, &text, &size);
    if (error == -ENOENT)
        return 0;
    if (error != 0)
        return error;
    if (strlen(text) != size || size == 0 || text[size - 1] != '\n')
        error = -EINVAL; /* cut off, or no text */
    char *line = error == 0 ? strtok_r(text, "\n", &rest) : NULL;
    if (error == 0)
        error = line ? read_head(line) : -EINVAL;
    while (error == 0 && (line = strtok_r(NULL, "\n", &rest)) != NULL)
        error = read_line(progress, line);
    free(text);
    if (error != 0)
        progress_release(progress);
    return error;
}

int progress_write(const char *path, const struct workshop_progress *progress)
{
    struct saved_file file;
    int error = saved_file_init(&file, path);
    if (error != 0)
        return error;
    fprintf(file.stream, "racelab-progress %d\n", PROGRESS_VERSION);
    if (progress->current)
        fprintf(file.stream, "current %s\n", progress->current);
    for (size_t i = 0; i < progress->count; i++) {
        const struct progress_entry *entry = &progress->entries[i];
        if (entry->passed)
            fprintf(file.stream, "passed %s\n", entry->name);
        if (entry->hints > 0)
            fprintf(file.stream, "hints %s %d\n", entry->name, entry->hints);
    }
    return saved_file_commit(&file);
}

void progress_release(struct workshop_progress *progress)
{
    for (size_t i = 0; i < progress->count; i++)
        free(progress->entries[i].name);
    free(progress->entries);
    free(progress->current);
    *progress = (struct workshop_progress){0};
}

static struct progress_entry *find(const struct workshop_progress *progress, const char *name)
{
    for (size_t i = 0; i < progress->count; i++)
        if (strcmp(progress->entries[i].name, name) == 0)
            return &progress->entries[i];
    return NULL;
}

struct progress_entry *progress_entry(struct workshop_progress *progress, const char *name)
{
    struct progress_entry *entry = find(progress, name);
    if (entry)
        return entry;
    progress->entries =
        memory_resize(progress->entries, progress->count + 1, sizeof *progress->entries);
    entry = &progress->entries[progress->count++];
    *entry = (struct progress_entry){.name = memory_copy_text(name)};
    return entry;
}

bool progress_passed(const struct workshop_progress *progress, const char *name)
{
    const struct progress_entry *entry = find(progress, name);
    return entry && entry->passed;
}

void progress_set_current(struct workshop_progress *progress, const char *name)
{
    char *copy = memory_copy_text(name);
    free(progress->current);
    progress->current = copy;
}
