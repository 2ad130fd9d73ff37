/* work.h: something to compute. The programs of this lab share it.
 *
 * The work is cut into pieces, and no piece needs anything of another. A piece
 * takes a quarter of a millisecond or so, touches no memory and waits for
 * nothing. Of each is kept how long the chain was that led to it: pieces that
 * had to be computed one after another, this one included. No number of cores
 * makes the whole shorter than its longest chain.
 */
#ifndef CPU_BOUND_WORK_H
#define CPU_BOUND_WORK_H

#include <err.h>
#include <stdio.h>
#include <stdlib.h>

enum { NUMBERS = 1000 };

struct piece {
    long steps; /* the answer; 0: not computed */
    long chain;
};

/* How many steps the numbers from first on need to reach 1, all together, when an
 * even number is halved and an odd one becomes 3n + 1 (L. Collatz, 1937). */
static long collatz(long first)
{
    long steps = 0;
    for (long start = first; start < first + NUMBERS; start++)
        for (long n = start; n != 1; steps++)
            n = n % 2 ? 3 * n + 1 : n / 2;
    return steps;
}

/* chain: the length of the chain that leads to this piece. */
static struct piece compute(long number, long chain)
{
    return (struct piece){.steps = collatz(number * NUMBERS + 2), .chain = chain};
}

static long longest_chain(const struct piece *pieces, long count)
{
    long longest = 0;
    for (long i = 0; i < count; i++)
        longest = pieces[i].chain > longest ? pieces[i].chain : longest;
    return longest;
}

static long missing_pieces(const struct piece *pieces, long count)
{
    long missing = 0;
    for (long i = 0; i < count; i++)
        missing += pieces[i].steps == 0;
    return missing;
}

#endif
