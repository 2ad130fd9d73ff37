/* board.h: where a search that runs says how far it is: a few counters in
 * memory that the engine and the tool share. One writes, the other reads.
 *
 * Plain data for both sides; the functions are the engine's. Every counter
 * stands for itself and is written and read relaxed: a reader may see one that
 * is a moment older than its neighbour, which harms nobody.
 */
#ifndef RACELAB_EXPLORE_BOARD_H
#define RACELAB_EXPLORE_BOARD_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

enum { BOARD_WHOLE = 1000000000 }; /* a share of 1 */

struct board {
    _Atomic uint64_t executions, states, transitions;
    _Atomic uint64_t waiting;  /* states: steps that are still to be taken, as far as known */
    _Atomic uint64_t bound;    /* bounded: preemptions that are allowed now */
    _Atomic uint64_t share;    /* estimated, of BOARD_WHOLE; 0: nobody can say */
    _Atomic uint64_t counting; /* 1: the search is over, its graph is summed up */
};

struct search_result;

/* Maps the board behind the descriptor and closes that. Where it cannot be
 * mapped, nobody watches. */
void board_open(int descriptor);

bool board_is_watched(void);

/* Writes what the search has done so far. Costs nothing where nobody watches. */
void board_publish(const struct search_result *result);

/* From now on this process writes there, where anybody watches at all. */
void board_use(struct board *other);

/* Adds the counters of one process to a sum. */
void board_add(struct board *sum, struct board *one);

/* Writes what was done before, and the sum. */
void board_publish_sum(const struct search_result *before, struct board *sum);

/* Who can say which share of a search is done after so many executions; NULL: nobody.
 * Asked only where somebody watches. What the processes of a team answer is added up;
 * where that is 0, the one that waits for them is asked. */
void board_estimate(double (*share)(uint64_t executions));

void board_bound(uint64_t preemptions);
void board_counting(void);

#endif
