/* Each process computes a part, and leaves the answers in a page that all share.
 * As fast as threads where a part takes longer than to start a process; it is
 * the way round a global interpreter lock, since each process has its own.
 *
 * What it costs: a process takes about ten times as long to start as a thread,
 * shares nothing unless it is told to, and what goes from one to another has to
 * be copied. What it wins: one that crashes takes no other along.
 */
#include "lab.h"

#include <err.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NUMBERS = 1000 };

/* What is known of a piece of work. */
struct piece {
    long steps; /* the answer; 0: not computed */
    long chain; /* pieces that had to be computed one after another to get here, with this one */
};

/* How many steps the numbers from first on need to reach 1, all together, when an
 * even number is halved and an odd one becomes 3n + 1 (L. Collatz, 1937). It
 * touches no memory and waits for nothing. */
static long collatz(long first)
{
    long steps = 0;
    for (long start = first; start < first + NUMBERS; start++)
        for (long n = start; n != 1; steps++)
            n = n % 2 ? 3 * n + 1 : n / 2;
    return steps;
}

static struct piece compute(long number, long chain_to_here)
{
    return (struct piece){.steps = collatz(number * NUMBERS + 2), .chain = chain_to_here};
}

static struct piece *pieces; /* shared with the processes */

static _Noreturn void work(const struct lab_run *run, long first)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* if the parent is killed, do not go on */
    for (long i = 0; i < run->increments; i++) {
        pieces[first + i] = compute(first + i, i + 1);
        atomic_fetch_add(run->done, 1);
    }
    _exit(0);
}

static void trial(const struct lab_run *run)
{
    for (long i = 0; i < run->threads; i++) {
        pid_t process = fork();
        if (process < 0)
            err(4, "cannot start process %ld of %ld", i + 1, run->threads);
        if (process == 0)
            work(run, i * run->increments);
    }
    while (wait(NULL) > 0)
        ;
}

static size_t size_of_pieces(const struct lab_run *run)
{
    return (size_t)(run->threads * run->increments) * sizeof *pieces;
}

static void open_pieces(const struct lab_run *run)
{
    pieces =
        mmap(NULL, size_of_pieces(run), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (pieces == MAP_FAILED)
        err(4, "cannot map shared memory");
}

static void reset(const struct lab_run *run)
{
    for (long i = 0; i < run->threads * run->increments; i++)
        pieces[i] = (struct piece){.steps = 0};
}

/* Right: everything was computed, and nobody had more than his share of it. */
static struct lab_outcome check(const struct lab_run *run)
{
    long all = run->threads * run->increments;
    long missing = 0, longest = 0;
    for (long i = 0; i < all; i++) {
        missing += pieces[i].steps == 0;
        longest = pieces[i].chain > longest ? pieces[i].chain : longest;
    }
    struct lab_outcome seen = {.expected = run->increments,
                               .actual = missing ? 0 : longest,
                               .measured = {[3] = (double)longest}};
    snprintf(seen.label, sizeof seen.label, "chain of %ld, %ld missing", longest, missing);
    return seen;
}

static void close_pieces(const struct lab_run *run)
{
    munmap(pieces, size_of_pieces(run));
}

const struct lab lab = {
    .file = __FILE__,
    .title = "a process for each part",
    .cure = "confinement",
    .place = 2,
    .trial = trial,
    .open = open_pieces,
    .reset = reset,
    .check = check,
    .close = close_pieces,
    .measures = {{.name = "seconds", .unit = "s", .quantity = LAB_SECONDS},
                 {.name = "pieces/s", .unit = "1/s", .quantity = LAB_RATE},
                 {.name = "cores", .quantity = LAB_CORES},
                 {.name = "longest chain"},
                 {.name = "switches", .quantity = LAB_SWITCHES}},
    .switched_by = "the kernel",
    .defaults = {.threads = 4, .increments = 400},
    .watched = {.threads = 2, .increments = 1},
    .small = {.threads = 2},
    .expect = {.explore = FINDING_UNSUPPORTED}, /* processes */
};
