/* aim.h: how the starts of a trial's threads are set against each other.
 *
 * Threads that start at the same moment do not touch their data at the same
 * moment: the one that opened the gate has just prepared the trial, so what the
 * actors share lies in its core's cache, and the others wait for it to arrive.
 * How long depends on where the cores are, on the lab, and on what else the
 * machine does, and on a virtual machine it changes from minute to minute. So
 * the gate does not rely on a figure: it lets the others start earlier or later
 * than the opener by one of some lags, and remembers which lags showed trouble.
 * Mostly it takes the best; now and then another one, or a random scatter, for
 * the best may have changed and other failures may want other lags. While
 * nothing was ever wrong all lags are taken in turn. (A multi-armed bandit,
 * epsilon-greedy with recency weights: Sutton and Barto, "Reinforcement
 * Learning", 2nd edition, sections 2.2 and 2.5.)
 *
 * Plain data of whoever opens the gate; no function blocks.
 */
#ifndef RACELAB_STRESS_AIM_H
#define RACELAB_STRESS_AIM_H

#include <stdbool.h>
#include <stdint.h>

enum { AIM_LAGS = 25 };

struct aim {
    float shares[AIM_LAGS]; /* of wrong trials with that lag, recent ones weighing most */
    uint64_t random;        /* never 0 */
    uint64_t trials;        /* aimed so far */
    int lag;                /* of the trial that is on; -1: scattered */
};

/* What a trial's starts are to be; cycles. */
struct aim_starts {
    int64_t lag;     /* all but the opener start so much later; earlier if negative */
    uint64_t spread; /* each starts later by a random part of this */
};

/* Forgets everything. seed: any number. */
void aim_init(struct aim *aim, uint64_t seed);

/* The starts of the next trial. */
struct aim_starts aim_next(struct aim *aim);

/* How the trial ended that aim_next() was called for last. */
void aim_learn(struct aim *aim, bool wrong);

#endif
