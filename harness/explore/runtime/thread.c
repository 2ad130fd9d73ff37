#include "explore/runtime/thread.h"

#include <string.h>
#include <sys/mman.h>

struct thread *threads;

static uint64_t *saves;
static uint64_t saved; /* words in use */

enum { CORE_WORDS = sizeof(struct thread_core) / 8, SLACK = 512 };

void thread_init(void)
{
    threads = arena_reserve(THREADS_MAX * sizeof *threads);
    saves = arena_reserve((size_t)1 << 38);
}

static void copy_words(uint64_t *to, const uint64_t *from, uint64_t count)
{
    for (uint64_t i = 0; i < count; i++)
        to[i] = from[i];
}

static void trampoline(void *argument)
{
    struct thread *self = argument;
    extern _Noreturn void wrap_pthread_exit(void *result);
    wrap_pthread_exit(self->entry(self->argument));
}

void thread_create(unsigned number, void *(*entry)(void *), void *argument)
{
    struct thread *thread = &threads[number];
    uint64_t bottom = STACKS_BASE + number * STACK_SIZE;
    if (!thread->top) /* its first use: the lowest page catches overflow */
        mprotect((void *)(uintptr_t)bottom, 4096, PROT_NONE);
    thread->top = bottom + STACK_SIZE - 64;
    thread->entry = entry;
    thread->argument = argument;
    thread->stale = false;
    thread->core.op = (struct op){.kind = OP_START};
    thread->core.hash = (struct hash){0, 0};
    fiber_prepare(&thread->core.regs, thread->top, trampoline, thread);
    thread->core.low = thread->core.regs.sp - SLACK;
    model_store(&thread->state, THREAD_ALIVE);
    model_store(&thread->detached, 0);
    model_store(&thread->actor, 0);
}

void thread_clean(unsigned number)
{
    struct thread_core *core = &threads[number].core;
    uint64_t bottom = STACKS_BASE + number * STACK_SIZE + 4096;
    uint64_t from = core->low < bottom + SLACK ? bottom : core->low - SLACK;
    memset((void *)(uintptr_t)from, 0, core->regs.sp - from);
    core->low = core->regs.sp;
}

void thread_save(unsigned number)
{
    struct thread *thread = &threads[number];
    uint64_t words = thread->state == THREAD_ALIVE ? (thread->top - thread->core.regs.sp) / 8 : 0;
    copy_words(saves + saved, (const uint64_t *)(uintptr_t)thread->core.regs.sp, words);
    saved += words;
    copy_words(saves + saved, (const uint64_t *)&thread->core, CORE_WORDS);
    saved += CORE_WORDS;
    saves[saved++] = memory.logged;
    saves[saved++] = words;
    saves[saved++] = number;
}

unsigned thread_restore(void)
{
    unsigned number = (unsigned)saves[--saved];
    uint64_t words = saves[--saved];
    saved--;
    struct thread *thread = &threads[number];
    uint64_t low = thread->core.low;
    saved -= CORE_WORDS;
    copy_words((uint64_t *)&thread->core, saves + saved, CORE_WORDS);
    if (low < thread->core.low)
        thread->core.low = low;
    saved -= words;
    copy_words((uint64_t *)(uintptr_t)thread->core.regs.sp, saves + saved, words);
    return number;
}

bool thread_returned(unsigned number)
{
    const struct thread *thread = &threads[number];
    const struct fiber_regs *regs = &thread->core.regs;
    const uint64_t *core = saves + saved - 3 - CORE_WORDS, words = saves[saved - 2];
    const struct fiber_regs *before = &((const struct thread_core *)core)->regs;
    return regs->sp == before->sp && words && saves[saved - 1] == number &&
           memcmp(regs->saved, before->saved, sizeof before->saved) == 0 &&
           memcmp((const void *)(uintptr_t)regs->sp, core - words, words * 8) == 0;
}

struct hash thread_began(unsigned number)
{
    uint64_t words = saves[saved - 2];
    const uint64_t *core = saves + saved - 3 - CORE_WORDS;
    const struct thread_core *before = (const struct thread_core *)core;
    struct hash hash = hash_words((struct hash){number, ~(uint64_t)number}, core - words, words);
    hash = hash_words(hash, before->regs.saved, FIBER_SAVED);
    hash = hash_words(hash, threads[number].core.regs.ret, 2);
    return hash_words(hash, (const uint64_t *)&before->op, sizeof before->op / 8);
}

uint64_t thread_saved_at(void)
{
    return saves[saved - 3];
}

uint64_t thread_saves(void)
{
    return saved;
}

struct hash thread_hash(unsigned number)
{
    const struct thread *thread = &threads[number];
    const struct fiber_regs *regs = &thread->core.regs;
    if (thread->state != THREAD_ALIVE)
        return (struct hash){0, 0};
    struct hash hash = {number, ~(uint64_t)number};
    hash = hash_words(hash, (const uint64_t *)(uintptr_t)regs->sp, (thread->top - regs->sp) / 8);
    hash = hash_words(hash, regs->saved, FIBER_SAVED);
    return hash_words(hash, (const uint64_t *)&thread->core.op, sizeof(struct op) / 8);
}
