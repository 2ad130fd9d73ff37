/* Looking and writing are one critical section.
 *
 * What it costs: who only looks has to wait for the pen as well.
 */
#include "lab.h"

#include <pthread.h>

static pthread_mutex_t pen = PTHREAD_MUTEX_INITIALIZER;
static long best; /* guarded by pen */

/* Every game has another score, from 1 to threads x increments. */
static long score_of(const struct lab_actor *self, long game)
{
    return self->index * self->increments + game + 1;
}

static void play(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++) {
        long score = score_of(self, i);
        pthread_mutex_lock(&pen);
        if (score > best)
            best = score;
        pthread_mutex_unlock(&pen);
    }
}

static void reset(const struct lab_run *run)
{
    (void)run;
    best = 0;
}

/* Right: the best of all games is the best. */
static struct lab_outcome check(const struct lab_run *run)
{
    return (struct lab_outcome){.expected = run->threads * run->increments, .actual = best};
}

const struct lab lab = {
    .file = __FILE__,
    .title = "one critical section for the look and the pen",
    .cure = "mutex",
    .place = 1,
    .actors = {play},
    .reset = reset,
    .check = check,
};
