#include "workshop/support.h"
#include "judge/memory.h"
#include "process/child.h"
#include "sanitize/file.h"
#include "workshop/copy.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char modelled[] = ".modelled.h";

static bool ends(const char *name, const char *with)
{
    size_t length = strlen(name), tail = strlen(with);
    return length > tail && strcmp(name + length - tail, with) == 0;
}

void support_each(const struct exercise *exercise, void (*take)(void *context, const char *path),
                  void *context)
{
    struct dirent **names;
    int count = scandir(exercise->folder, &names, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        if (names[i]->d_name[0] != '.' && ends(names[i]->d_name, ".h")) {
            char *path = memory_print("%s/%s", exercise->folder, names[i]->d_name);
            take(context, path);
            free(path);
        }
        free(names[i]);
    }
    if (count >= 0)
        free(names);
}

static void count_one(void *context, const char *path)
{
    (void)path;
    ++*(size_t *)context;
}

bool support_has_headers(const struct exercise *exercise)
{
    size_t count = 0;
    support_each(exercise, count_one, &count);
    return count > 0;
}

/* The laying of headers into one folder. */
struct laying {
    const char *folder;
    int error; /* the first */
};

/* "site.modelled.h" becomes "site.h", which does not replace it afterwards. */
static void lay_one(void *context, const char *path)
{
    struct laying *laying = context;
    const char *name = strrchr(path, '/') + 1;
    bool is_model = ends(name, modelled);
    size_t stem = strlen(name) - strlen(is_model ? modelled : ".h");
    char *model = memory_print("%.*s%s", (int)(strlen(path) - 2), path, modelled);
    char *to = memory_print("%s/%.*s.h", laying->folder, (int)stem, name);
    if (laying->error == 0 && (is_model || access(model, F_OK) != 0))
        laying->error = copy_tree(path, to);
    free(model);
    free(to);
}

int support_lay(const struct exercise *exercise, const char *folder)
{
    struct laying laying = {.folder = folder};
    support_each(exercise, lay_one, &laying);
    return laying.error;
}

static void add_words(struct command *command, const char *text)
{
    char *copy = memory_copy_text(text), *rest = NULL;
    for (char *word = strtok_r(copy, " \n", &rest); word; word = strtok_r(NULL, " \n", &rest))
        command_add(command, word);
    free(copy);
}

static char *ask_for_flags(const char *libraries, struct command *flags)
{
    struct command ask = {0};
    struct child_result result;
    char *lacking = NULL;
    command_add(&ask, "pkg-config");
    command_add(&ask, "--cflags");
    command_add(&ask, "--libs");
    add_words(&ask, libraries);
    const struct child_spec spec = {.argv = command_argv(&ask), .seconds = 10};
    if (child_run(&spec, &result) != 0)
        memory_exhausted();
    if (result.end == CHILD_EXITED && result.code == 0)
        add_words(flags, result.output);
    else
        lacking = memory_print("pkg-config does not know %s", libraries);
    child_result_release(&result);
    command_release(&ask);
    for (char *at = lacking; at && *at; at++)
        *at = *at == '\n' ? ' ' : *at;
    return lacking;
}

char *support_flags(const struct exercise *exercise, struct command *flags)
{
    char *path = memory_print("%s/libraries", exercise->folder), *libraries, *lacking = NULL;
    size_t size;
    if (support_has_headers(exercise))
        command_print(flags, "-I%s", exercise->folder);
    if (file_read(path, &libraries, &size) == 0) {
        lacking = ask_for_flags(libraries, flags);
        free(libraries);
    }
    free(path);
    return lacking;
}
