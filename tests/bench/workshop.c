/* How long from saving to verdict? Seconds per exercise of the workshop: every
 * file of the pack is saved as the solution and judged by all witnesses with
 * `racelab workshop check`, as somebody without a terminal does. Each text is
 * new, so that no compiler's answer is remembered; what the lab's own files do
 * was found out before, as it is from the second saving on.
 *
 * Prints the median and the slowest of each exercise, and never judges them.
 *
 * usage: workshop RACELAB [EXERCISE]
 */
#include "judge/memory.h"
#include "process/child.h"
#include "sanitize/file.h"

#include <dirent.h>
#include <err.h>
#include <ftw.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SAMPLES_MAX = 64, CHECK_SECONDS = 300 };

static const char *racelab;
static char folder[] = "/tmp/racelab-bench-workshop-XXXXXX";

/* What was measured of one exercise. */
struct samples {
    double seconds[SAMPLES_MAX];
    size_t count;
};

/* Runs `racelab workshop WORDS...` in the folder. The caller releases it. */
static void run(struct child_result *result, const char *verb, const char *word, const char *option)
{
    const char *const argv[] = {
        racelab, "workshop", verb, word ? word : option, word ? option : NULL, NULL};
    const struct child_spec spec = {.argv = argv, .folder = folder, .seconds = CHECK_SECONDS};
    if (child_run(&spec, result) != 0)
        memory_exhausted();
    if (result->end != CHILD_EXITED || result->code == 2 || result->code == 4)
        errx(1, "'%s workshop %s' does not work: %s", racelab, verb, result->errors);
}

/* Saves the text under the exercise's name, with a line that makes it new. */
static void save(const char *exercise, const char *text)
{
    static long saved;
    char *path = memory_print("%s/exercises/%s.c", folder, exercise);
    FILE *file = fopen(path, "we");
    if (!file)
        err(1, "cannot write '%s'", path);
    fprintf(file, "%s\n/* saved %ld, by %ld */\n", text, ++saved, (long)getpid());
    fclose(file);
    free(path);
}

static void sample(struct samples *samples, const char *exercise, const char *path)
{
    struct child_result result;
    char *text;
    size_t size;
    if (samples->count == SAMPLES_MAX || file_read(path, &text, &size) != 0)
        return;
    save(exercise, text);
    free(text);
    run(&result, "check", exercise, "--color=never");
    if (strstr(result.output, "  refused") == NULL) /* a program of another kind */
        samples->seconds[samples->count++] = result.seconds;
    child_result_release(&result);
}

static void sample_all(struct samples *samples, const char *exercise, const char *side)
{
    struct dirent **names;
    char *files = memory_print("%s/.racelab/pack/%s/%s", folder, side, exercise);
    int count = scandir(files, &names, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        size_t length = strlen(names[i]->d_name);
        char *path = memory_print("%s/%s", files, names[i]->d_name);
        if (length > 2 && strcmp(names[i]->d_name + length - 2, ".c") == 0)
            sample(samples, exercise, path);
        free(path);
        free(names[i]);
    }
    if (count >= 0)
        free(names);
    free(files);
}

static int by_seconds(const void *x, const void *y)
{
    double one = *(const double *)x, other = *(const double *)y;
    return (one > other) - (one < other);
}

static void measure(const char *exercise)
{
    struct child_result result;
    struct samples samples = {.count = 0};
    run(&result, "check", exercise, "--color=never"); /* from now on the pack's answers are known */
    child_result_release(&result);
    sample_all(&samples, exercise, "labs");
    sample_all(&samples, exercise, "fixes");
    if (samples.count == 0)
        return;
    qsort(samples.seconds, samples.count, sizeof *samples.seconds, by_seconds);
    printf("%-18s %3zu files  median %5.2f s  slowest %5.2f s\n", exercise, samples.count,
           samples.seconds[samples.count / 2], samples.seconds[samples.count - 1]);
    fflush(stdout);
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *where)
{
    (void)status;
    (void)type;
    (void)where;
    return remove(path);
}

int main(int argc, char **argv)
{
    struct child_result result;
    if (argc < 2)
        errx(2, "usage: workshop RACELAB [EXERCISE]");
    racelab = realpath(argv[1], NULL);
    if (!racelab || !mkdtemp(folder))
        err(1, "cannot use '%s' and '%s'", argv[1], folder);
    run(&result, "init", ".", NULL);
    child_result_release(&result);
    run(&result, "list", NULL, "--json");
    json_t *list = json_loads(result.output, 0, NULL), *exercise;
    size_t i;
    json_array_foreach(json_object_get(list, "exercises"), i, exercise)
    {
        const char *name = json_string_value(json_object_get(exercise, "name"));
        if (name && (argc < 3 || strcmp(name, argv[2]) == 0))
            measure(name);
    }
    json_decref(list);
    child_result_release(&result);
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    return 0;
}
