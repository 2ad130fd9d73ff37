/* statistics.h: what a count of wrong trials says about their probability. */
#ifndef RACELAB_STRESS_STATISTICS_H
#define RACELAB_STRESS_STATISTICS_H

#include <stddef.h>
#include <stdint.h>

/* Bounds of a probability at 95% confidence, both within 0..1. */
struct interval {
    double low;
    double high;
};

/* The interval for hits among trials. Wilson's score interval (E. B. Wilson,
 * "Probable Inference, the Law of Succession, and Statistical Inference", JASA
 * 22, 1927), which stays sound for few trials and near 0 and 1. Where nothing
 * was seen the upper bound is the exact one-sided one, 1 - 0.05^(1/trials):
 * "at 95% confidence rarer than that". No trials: 0..1. */
struct interval interval_of(uint64_t hits, uint64_t trials);

/* The middle value, the lower one of two; sorts the values. count at least 1. */
long median_of(long *values, size_t count);

#endif
