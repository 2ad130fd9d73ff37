#include "explore/shard/which.h"
#include "options/option.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How a system numbers what it starts. */
struct numbering {
    const char *system;
    const char *number, *count; /* variables */
    long first;                 /* the lowest number */
    const char *lowest;         /* a variable that holds it instead; NULL: none */
    const char *step;           /* a variable that holds the step from one to the next; NULL: 1 */
};

/* Slot numbers of GNU parallel (PARALLEL_JOBSLOT) are given again to jobs that
 * come later; the sequence number is a job's own. */
static const struct numbering numberings[] = {
    {"Slurm", "SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT", 1, "SLURM_ARRAY_TASK_MIN",
     "SLURM_ARRAY_TASK_STEP"},
    {"Kubernetes", "JOB_COMPLETION_INDEX", SHARD_COUNT_VARIABLE, 0, NULL, NULL},
    {"GNU parallel", "PARALLEL_SEQ", SHARD_COUNT_VARIABLE, 1, NULL, NULL},
    {"GitLab", "CI_NODE_INDEX", "CI_NODE_TOTAL", 1, NULL, NULL},
    {"CircleCI", "CIRCLE_NODE_INDEX", "CIRCLE_NODE_TOTAL", 0, NULL, NULL},
    {"Buildkite", "BUILDKITE_PARALLEL_JOB", "BUILDKITE_PARALLEL_JOB_COUNT", 0, NULL, NULL},
};

enum { NUMBERINGS = sizeof numberings / sizeof *numberings };

static int refuse_variable(const char *program, const char *name)
{
    const char *value = getenv(name);
    if (value)
        fprintf(stderr, "%s: --shard auto: %s is '%s', which is no number that fits\n", program,
                name, value);
    else
        fprintf(stderr, "%s: --shard auto: %s is not set\n", program, name);
    return EXIT_USAGE;
}

/* The variable's number. False: it is not set, or holds none. */
static bool read_variable(const char *name, long min, long max, long *value)
{
    const char *text = getenv(name);
    return text && option_read_count(text, min, max, value);
}

static int read_numbering(const struct numbering *numbering, struct shard_number *shard,
                          const char *program)
{
    long number, first = numbering->first, step = 1;
    if (!read_variable(numbering->count, 1, SHARDS_MAX, &shard->count))
        return refuse_variable(program, numbering->count);
    if (numbering->lowest && !read_variable(numbering->lowest, 0, INT_MAX, &first))
        return refuse_variable(program, numbering->lowest);
    if (numbering->step && getenv(numbering->step) &&
        !read_variable(numbering->step, 1, INT_MAX, &step))
        return refuse_variable(program, numbering->step);
    if (!read_variable(numbering->number, first, first + step * (shard->count - 1), &number))
        return refuse_variable(program, numbering->number);
    shard->number = (number - first) / step + 1;
    if ((number - first) % step == 0)
        return 0;
    return refuse_variable(program, numbering->number);
}

/* The one system that has numbered this process. */
static int read_environment(struct shard_number *shard, const char *program)
{
    const struct numbering *found = NULL;
    for (size_t i = 0; i < NUMBERINGS; i++) {
        const struct numbering *one = &numberings[i];
        if (!getenv(one->number))
            continue;
        if (found) {
            fprintf(stderr,
                    "%s: --shard auto: both %s of %s and %s of %s are set; say --shard I/N\n",
                    program, found->number, found->system, one->number, one->system);
            return EXIT_USAGE;
        }
        found = one;
    }
    if (found)
        return read_numbering(found, shard, program);
    fprintf(stderr, "%s: --shard auto: nothing here numbers the shards (none of", program);
    for (size_t i = 0; i < NUMBERINGS; i++)
        fprintf(stderr, "%s %s", i ? "," : "", numberings[i].number);
    fprintf(stderr, " is set); say --shard I/N\n");
    return EXIT_USAGE;
}

int shard_number_read(const char *text, struct shard_number *shard, const char *program)
{
    char number[16] = "";
    const char *slash = strchr(text, '/');
    size_t length = slash ? (size_t)(slash - text) : 0;
    if (strcmp(text, "auto") == 0)
        return read_environment(shard, program);
    if (slash && length < sizeof number) {
        memcpy(number, text, length);
        if (option_read_count(slash + 1, 1, SHARDS_MAX, &shard->count) &&
            option_read_count(number, 1, shard->count, &shard->number))
            return 0;
    }
    fprintf(stderr, "%s: --shard '%s' is not I/N, with I from 1 to N and N at most %d, nor auto\n",
            program, text, SHARDS_MAX);
    return EXIT_USAGE;
}
