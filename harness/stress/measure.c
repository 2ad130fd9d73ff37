#include "stress/measure.h"

void measure_begin(struct measure *measure, const struct lab *what)
{
    if (!what->measures[0].name)
        return;
    getrusage(RUSAGE_SELF, &measure->own);
    getrusage(RUSAGE_CHILDREN, &measure->children);
}

static double seconds_of(const struct rusage *usage)
{
    return (double)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) +
           (double)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) * 1e-6;
}

static double switches_of(const struct rusage *usage)
{
    return (double)(usage->ru_nvcsw + usage->ru_nivcsw);
}

static double used(double (*of)(const struct rusage *usage), const struct measure *begin,
                   const struct measure *end)
{
    return of(&end->own) - of(&begin->own) + of(&end->children) - of(&begin->children);
}

void measure_end(const struct measure *begin, const struct lab *what, const struct lab_run *run,
                 uint64_t nanoseconds, struct lab_outcome *outcome)
{
    struct measure end;
    double seconds = nanoseconds > 0 ? (double)nanoseconds * 1e-9 : 1e-9;
    measure_begin(&end, what);
    for (int i = 0; i < LAB_MEASURES_MAX && what->measures[i].name; i++)
        switch (what->measures[i].quantity) {
        case LAB_OWN:
            break;
        case LAB_SECONDS:
            outcome->measured[i] = seconds;
            break;
        case LAB_RATE:
            outcome->measured[i] = (double)run->threads * (double)run->increments / seconds;
            break;
        case LAB_CORES:
            outcome->measured[i] = used(seconds_of, begin, &end) / seconds;
            break;
        case LAB_SWITCHES:
            outcome->measured[i] = used(switches_of, begin, &end);
            break;
        }
}
