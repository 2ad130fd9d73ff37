#include "explore/search/deal.h"
#include "explore/runtime/lessons.h"
#include "explore/search/team.h"

#include <stdatomic.h>
#include <stdio.h>
#include <time.h>

enum { BLOCKS_OF_A_SIZE = 8, SIZE_SHIFT_MOST = 8, PLACES_PER_JOB = 8 };

/* What came of one block. */
struct block {
    _Atomic unsigned done; /* release: all below is written; pairs with gather()'s acquire */
    struct search_result result;
    bool found;
    bool assumed;           /* that a loop waits */
    struct lessons lessons; /* of a block after which the search starts afresh */
    struct goal_store *goals;
};

/* Shared by all. */
struct deal {
    _Atomic uint64_t next;     /* block to be dealt */
    _Atomic uint64_t gathered; /* blocks that are done with, from the first on */
    _Atomic uint64_t last;     /* no block behind this one counts */
    unsigned room;
    struct block blocks[];
};

static struct deal *deal;
static const struct search_settings *all;

/* Blocks of 1, 8 of them, 8 of 2, 8 of 4, ... */
static uint64_t block_size(uint64_t number)
{
    uint64_t shift = number / BLOCKS_OF_A_SIZE;
    return UINT64_C(1) << (shift < SIZE_SHIFT_MOST ? shift : SIZE_SHIFT_MOST);
}

static uint64_t block_first(uint64_t number)
{
    uint64_t shift = number / BLOCKS_OF_A_SIZE;
    shift = shift < SIZE_SHIFT_MOST ? shift : SIZE_SHIFT_MOST;
    uint64_t before = BLOCKS_OF_A_SIZE * ((UINT64_C(1) << shift) - 1);
    return before + (number - BLOCKS_OF_A_SIZE * shift) * block_size(number);
}

static struct block *block_at(uint64_t number)
{
    return &deal->blocks[number % deal->room];
}

/* The block ends the search: nobody needs what comes behind it. */
static bool is_last(const struct block *block)
{
    return block->result.end != SEARCH_COMPLETE || (block->found && !all->keep_going);
}

static void go_through(struct block *block, uint64_t number)
{
    uint64_t first = block_first(number), end = first + block_size(number);
    end = end < all->executions ? end : all->executions;
    for (uint64_t i = first; i < end && !is_last(block); i++) {
        block->found |= walk_execution(all, &block->result, i);
        if (memory.grew)
            block->result.end = SEARCH_RESTART;
    }
}

static void note_last(uint64_t number)
{
    uint64_t last = atomic_load(&deal->last);
    while (number < last && !atomic_compare_exchange_weak(&deal->last, &last, number))
        ;
}

/* Empty, as if nothing had been done. */
static void begin_block(struct block *block)
{
    goals_clear();
    memory_restore_touches();
    waiting.assumed = false;
    block->result = (struct search_result){.end = SEARCH_COMPLETE};
    block->found = false;
}

/* Whether the block is this shard's. What the first executions teach, every
 * shard has to know. */
static bool is_ours(uint64_t number)
{
    return all->shards < 2 || number % all->shards == all->shard - 1;
}

static void do_block(uint64_t number)
{
    struct block *block = block_at(number);
    struct goal_store *before = goals_use(block->goals);
    begin_block(block);
    if (is_ours(number) || number < DEAL_FIRST)
        go_through(block, number);
    if (!is_ours(number) && block->result.end == SEARCH_COMPLETE)
        begin_block(block);
    goals_use(before);
    if (block->result.end == SEARCH_RESTART)
        lessons_tell(&block->lessons);
    if (is_last(block))
        note_last(number);
    block->assumed = waiting.assumed;
    atomic_store_explicit(&block->done, 1, memory_order_release);
}

static void take_over(struct search_result *result, const struct block *block)
{
    goals_join(block->goals);
    waiting.assumed |= block->assumed;
    result->executions += block->result.executions;
    result->started += block->result.started;
    result->transitions += block->result.transitions;
    result->end = block->result.end;
    result->limit = block->result.limit;
    if (block->result.end == SEARCH_RESTART)
        lessons_hear(&block->lessons, false);
    else if (is_last(block) && block->result.end == SEARCH_COMPLETE)
        result->limit = "finding";
    if (is_last(block) && result->end == SEARCH_COMPLETE)
        result->end = SEARCH_STOPPED;
}

/* Takes over what is done, in order. Whether that was enough. */
static bool gather(struct search_result *result, bool last)
{
    (void)last;
    for (;;) {
        uint64_t number = atomic_load(&deal->gathered);
        struct block *block = block_at(number);
        if (result->end != SEARCH_COMPLETE || block_first(number) >= all->executions)
            return true;
        if (!atomic_load_explicit(&block->done, memory_order_acquire))
            return false;
        take_over(result, block);
        atomic_store(&block->done, 0);
        atomic_store(&deal->gathered, number + 1);
    }
}

/* True once the block's place is free; false: it is not needed any more. */
static bool wait_for_place(uint64_t number)
{
    for (unsigned turn = 0; number >= atomic_load(&deal->gathered) + deal->room; turn++) {
        if (team_stopped())
            return false;
        team_wait(turn);
    }
    return number <= atomic_load(&deal->last) && !team_stopped();
}

static void work(const struct search_settings *settings, struct search_result *result)
{
    (void)settings;
    (void)result;
    for (;;) {
        uint64_t number = atomic_fetch_add(&deal->next, 1);
        if (block_first(number) >= all->executions || !wait_for_place(number))
            break;
        do_block(number);
        if (memory.grew || is_last(block_at(number)))
            break; /* those before it are in other hands */
    }
    memory.grew = false; /* the gatherer decides what comes of it */
}

static void prepare(const struct search_settings *settings)
{
    (void)settings;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/* One process goes through all, or, where others may help, through the first
 * for a moment. Whether that was enough. */
static bool go_alone(struct search_result *result, bool all_the_way)
{
    const double moment = all->alone ? 0.02 : 0, begun = now();
    for (;;) {
        uint64_t number = atomic_load(&deal->gathered);
        if (!all_the_way && number >= DEAL_FIRST && now() - begun >= moment)
            return false;
        atomic_store(&deal->next, number + 1);
        do_block(number);
        memory.grew = false;
        if (gather(result, false))
            return true;
    }
}

static void deal_init(const struct search_settings *settings)
{
    unsigned room = PLACES_PER_JOB * (settings->jobs ? settings->jobs : 1);
    deal = team_reserve(sizeof *deal + room * sizeof *deal->blocks);
    deal->room = room;
    atomic_store(&deal->last, UINT64_MAX);
    for (unsigned i = 0; i < room; i++) {
        deal->blocks[i].lessons.notes = team_reserve(LESSONS_NOTE_BYTES);
        deal->blocks[i].goals = team_reserve(GOAL_STORE_BYTES);
    }
}

static void deal_release(void)
{
    for (unsigned i = 0; i < deal->room; i++) {
        team_release(deal->blocks[i].lessons.notes, LESSONS_NOTE_BYTES);
        team_release(deal->blocks[i].goals, GOAL_STORE_BYTES);
    }
    team_release(deal, sizeof *deal + deal->room * sizeof *deal->blocks);
}

void deal_run(const struct search_settings *settings, struct search_result *result)
{
    static const struct team_job job = {.prepare = prepare, .work = work, .gather = gather};
    all = settings;
    deal_init(settings);
    memory_keep_touches();
    waiting.assumed = false;
    if (!go_alone(result, settings->jobs <= 1))
        team_run(settings, result, &job);
    memory_restore_touches();
    if (result->end == SEARCH_COMPLETE) {
        result->end = SEARCH_STOPPED;
        result->limit = "executions";
    }
    goals_sort(); /* shards meet them in other orders */
    deal_release();
}
