/* What gdb reads and where it stops: the names here are known to
 * launch/gdb.c. */
#include "explore/search/stops.h"
#include "explore/search/schedule.h"

#include <string.h>

/* What is about to happen. */
struct replay_stop {
    uint64_t step;      /* from 1 */
    const char *thread; /* "A" */
    const char *op;     /* "read" */
    uint64_t pc;        /* where in the program the thread goes on */
    uint64_t address;   /* what it touches; 0: nothing */
    int64_t value;      /* what is there, where known */
    uint64_t known;     /* whether it is a number of at most 8 bytes */
    const char *end;    /* why the execution goes no further */
};

extern struct replay_stop replay_stop;
struct replay_stop replay_stop;

/* Called before each step; empty. */
extern void replay_at_step(void);
__attribute__((noinline)) void replay_at_step(void)
{
    __asm__ volatile("" ::: "memory");
}

/* Called once the execution goes no further; empty. */
extern void replay_at_end(void);
__attribute__((noinline)) void replay_at_end(void)
{
    __asm__ volatile("" ::: "memory");
}

static int64_t number_at(uint64_t address, uint64_t size)
{
    int64_t value = 0;
    memcpy(&value, (const void *)(uintptr_t)address, size);
    unsigned unused = 64 - 8 * (unsigned)size;
    return (int64_t)((uint64_t)value << unused) >> unused;
}

static bool is_access(const struct op *op)
{
    return (op->kind == OP_READ || op->kind == OP_WRITE ||
            (op->kind >= OP_LOAD && op->kind <= OP_CAS)) &&
           op->size >= 1 && op->size <= 8;
}

void stop_at_step(struct step step, uint64_t number)
{
    static char name[THREAD_NAME];
    const struct op *op = &threads[step.thread].core.op;
    bool known = is_access(op) && memory_owned(op->address, op->size);
    replay_stop = (struct replay_stop){
        .step = number,
        .thread = thread_name(step.thread - model.first, name),
        .op = op_names[op->kind],
        .pc = fiber_pc(&threads[step.thread].core.regs),
        .address = op->address,
        .value = known ? number_at(op->address, op->size) : 0,
        .known = known,
    };
    replay_at_step();
}

void stop_at_end(const struct search_result *result)
{
    static const char *const ends[] = {[MODEL_RUNS] = "the schedule ends here",
                                       [MODEL_ENDED] = "the program ended",
                                       [MODEL_STUCK] = "no thread can go on",
                                       [MODEL_FAILED] = "the program failed"};
    enum model_end status = model_status(); /* may find a thread leak */
    bool departs = result->limit && strcmp(result->limit, "departs") == 0;
    replay_stop.end = departs              ? "that thread cannot go on: the schedule departs here"
                      : model.failure.text ? model.failure.text
                                           : ends[status];
    replay_at_end();
}
