#include "stress/statistics.h"

#include <math.h>
#include <stdlib.h>

static const double z95 = 1.959963984540054; /* 97.5% quantile of the normal distribution */

struct interval interval_of(uint64_t hits, uint64_t trials)
{
    if (trials == 0)
        return (struct interval){0, 1};
    double n = (double)trials;
    double p = (double)hits / n;
    double scale = 1 + z95 * z95 / n;
    double centre = (p + z95 * z95 / (2 * n)) / scale;
    double half = z95 / scale * sqrt(p * (1 - p) / n + z95 * z95 / (4 * n * n));
    struct interval result = {fmax(centre - half, 0), fmin(centre + half, 1)};
    if (hits == 0)
        result = (struct interval){0, 1 - pow(0.05, 1 / n)};
    else if (hits == trials)
        result.high = 1;
    return result;
}

static int compare_longs(const void *left, const void *right)
{
    long a = *(const long *)left, b = *(const long *)right;
    return (a > b) - (a < b);
}

long median_of(long *values, size_t count)
{
    qsort(values, count, sizeof *values, compare_longs);
    return values[(count - 1) / 2];
}
