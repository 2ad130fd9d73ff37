#include "explore/search/board.h"
#include "explore/search/search.h"

#include <sys/mman.h>
#include <unistd.h>

static struct board *board; /* NULL: nobody watches */
static double (*estimate)(uint64_t executions);

static void put(_Atomic uint64_t *counter, uint64_t value)
{
    atomic_store_explicit(counter, value, memory_order_relaxed);
}

void board_open(int descriptor)
{
    void *page = mmap(NULL, sizeof *board, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    board = page == MAP_FAILED ? NULL : page;
    close(descriptor);
}

bool board_is_watched(void)
{
    return board != NULL;
}

static uint64_t share_of(uint64_t executions)
{
    double share = estimate ? estimate(executions) : 0;
    return (uint64_t)((share > 1 ? 1 : share) * BOARD_WHOLE);
}

void board_publish(const struct search_result *result)
{
    if (!board)
        return;
    put(&board->executions, result->executions);
    put(&board->states, result->states);
    put(&board->transitions, result->transitions);
    put(&board->waiting, result->waiting);
    put(&board->share, share_of(result->executions));
    put(&board->counting, 0);
}

void board_use(struct board *other)
{
    if (board)
        board = other;
}

static uint64_t get(_Atomic uint64_t *counter)
{
    return atomic_load_explicit(counter, memory_order_relaxed);
}

void board_add(struct board *sum, struct board *one)
{
    put(&sum->executions, get(&sum->executions) + get(&one->executions));
    put(&sum->transitions, get(&sum->transitions) + get(&one->transitions));
    put(&sum->share, get(&sum->share) + get(&one->share));
}

void board_publish_sum(const struct search_result *before, struct board *sum)
{
    if (!board)
        return;
    put(&board->executions, before->executions + get(&sum->executions));
    put(&board->transitions, before->transitions + get(&sum->transitions));
    put(&board->share,
        get(&sum->share) ? get(&sum->share) : share_of(before->executions + get(&sum->executions)));
}

void board_estimate(double (*share)(uint64_t executions))
{
    estimate = share;
}

void board_bound(uint64_t preemptions)
{
    if (board)
        put(&board->bound, preemptions);
}

void board_counting(void)
{
    if (board)
        put(&board->counting, 1);
}
