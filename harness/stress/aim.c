#include "stress/aim.h"

#include "stress/random.h"

#include <string.h>

/* Cycles; the middle lag is none. Two cores of one chip are some 300 apart there
 * and back, two that a virtual machine's host has put on different chips 1,200;
 * lags that do well stand 100 to 200 apart. */
enum { LAG_STEP = 32 };

/* One trial in so many tries another lag, or scatters: by turns. */
enum { TRY_EVERY = 8 };

/* Weight of the newest trial in a lag's share. */
static const float recency = 1.0f / 64;

/* Less than one wrong trial, however old, of the last few hundred. */
static const float nothing = 0.004f;

void aim_init(struct aim *aim, uint64_t seed)
{
    memset(aim, 0, sizeof *aim);
    aim->random = (seed + 1) * 0x9e3779b97f4a7c15u;
    if (aim->random == 0)
        aim->random = 1;
}

static int best_lag(const struct aim *aim)
{
    int best = 0;
    for (int i = 1; i < AIM_LAGS; i++)
        if (aim->shares[i] > aim->shares[best])
            best = i;
    return best;
}

/* Over 64 to 8,192 cycles: that meets the windows of longer actors. */
static struct aim_starts scatter(struct aim *aim, uint64_t turn)
{
    aim->lag = -1;
    return (struct aim_starts){.spread = (uint64_t)64 << (turn % 8)};
}

static int any_lag(struct aim *aim)
{
    return (int)(random_next(&aim->random) % AIM_LAGS);
}

static int neighbour(struct aim *aim, int lag)
{
    lag += random_next(&aim->random) % 2 == 0 ? 1 : -1;
    return lag < 0 || lag >= AIM_LAGS ? AIM_LAGS / 2 : lag;
}

struct aim_starts aim_next(struct aim *aim)
{
    uint64_t trial = aim->trials++;
    uint64_t turn = trial / TRY_EVERY;
    bool try = trial % TRY_EVERY == TRY_EVERY - 1;
    if (try && turn % 2 == 0)
        return scatter(aim, turn / 2);
    int best = best_lag(aim);
    if (aim->shares[best] <= nothing)
        aim->lag = (int)(trial % AIM_LAGS);
    else if (try)
        aim->lag = turn % 4 == 1 ? neighbour(aim, best) : any_lag(aim);
    else
        aim->lag = best;
    return (struct aim_starts){.lag = (aim->lag - AIM_LAGS / 2) * LAG_STEP};
}

void aim_learn(struct aim *aim, bool wrong)
{
    if (aim->lag < 0)
        return;
    float *share = &aim->shares[aim->lag];
    *share += ((wrong ? 1.0f : 0.0f) - *share) * recency;
}
