#include "report/plot.h"

#include "options/option.h"
#include "process/child.h"
#include "process/temporary.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { GNUPLOT_SECONDS = 60 };

static bool has_ending(const char *path, const char *ending)
{
    size_t length = strlen(path), tail = strlen(ending);
    return length > tail && strcmp(path + length - tail, ending) == 0;
}

int plot_open(struct saved_file *picture, const char *program, const char *path)
{
    if (!has_ending(path, ".svg") && !has_ending(path, ".png")) {
        fprintf(stderr, "%s: --plot: '%s' must end in .svg or .png\n", program, path);
        return EXIT_USAGE;
    }
    int failed = saved_file_init(picture, path);
    if (failed == 0)
        return 0;
    fprintf(stderr, "%s: cannot write '%s': %s\n", program, path, strerror(-failed));
    return EXIT_USAGE;
}

/* A file for the script; NULL: no place for temporary files. */
static char *write_script(const struct stress_report *report, const char *output)
{
    char *path = temporary_template("plot");
    if (!path)
        return NULL;
    int descriptor = mkstemp(path);
    FILE *out = descriptor >= 0 ? fdopen(descriptor, "w") : NULL;
    if (!out) {
        if (descriptor >= 0)
            close(descriptor);
        free(path);
        return NULL;
    }
    stress_report_gnuplot(report, output, out);
    if (fclose(out) == 0)
        return path;
    unlink(path);
    free(path);
    return NULL;
}

/* Runs gnuplot; 0, or an exit code after one line to standard error. */
static int draw(const char *program, const char *script)
{
    const char *const argv[] = {"gnuplot", script, NULL};
    const struct child_spec spec = {.argv = argv, .seconds = GNUPLOT_SECONDS};
    struct child_result result;
    char end[80];
    if (child_run(&spec, &result) != 0)
        return EXIT_ENVIRONMENT;
    bool good = result.end == CHILD_EXITED && result.code == 0;
    if (result.end == CHILD_NOT_STARTED && result.code == ENOENT)
        fprintf(stderr, "%s: --plot needs gnuplot: apt-get install gnuplot-nox\n", program);
    else if (!good)
        fprintf(stderr, "%s: gnuplot %s: %.*s\n", program, child_end_text(&result, end, sizeof end),
                (int)strcspn(result.errors, "\n"), result.errors);
    child_result_release(&result);
    return good ? 0 : EXIT_ENVIRONMENT;
}

int plot_close(struct saved_file *picture, const char *program, const struct stress_report *report)
{
    char *script = write_script(report, picture->temporary);
    int code = script ? draw(program, script) : EXIT_ENVIRONMENT;
    if (script)
        unlink(script);
    else
        fprintf(stderr, "%s: cannot write a script for gnuplot: %s\n", program, strerror(errno));
    free(script);
    if (code != 0) {
        saved_file_discard(picture);
        return code;
    }
    int failed = saved_file_commit(picture);
    if (failed == 0)
        return 0;
    fprintf(stderr, "%s: cannot write '%s': %s\n", program, picture->path, strerror(-failed));
    return EXIT_ENVIRONMENT;
}
