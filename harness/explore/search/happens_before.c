#include "explore/search/happens_before.h"
#include "explore/runtime/sync.h"
#include "explore/search/keyed.h"
#include "explore/search/walk_log.h"

#include <string.h>

/* What is known of the others: by thread, up to which of its times. */
struct vector {
    uint32_t *at;
    uint32_t count;
};

/* An access to bytes of one granule. */
struct access {
    uint32_t next; /* of the granule, index + 1; 0: none */
    uint32_t time;
    uint64_t step, pc;
    uint16_t thread;
    uint8_t bytes;
    bool writes, plain;
};

enum { ACCESSES_MAX = 1 << 26, PER_GRANULE = 64 };

struct walk_log execution;

static struct keyed objects, granules;
static struct vector *known;    /* of each thread */
static struct vector *released; /* of each object */
static uint32_t *times;         /* of each thread */
static struct access *accesses;
static uint32_t access_count, object_count;
static uint64_t current;
static uint32_t *pool; /* of the vectors */
static uint64_t pool_used;
static struct happens_before_race newest;
static bool raced;

static const size_t pool_room = (size_t)1 << 36;

static void reserve_all(void)
{
    keyed_init(&objects);
    keyed_init(&granules);
    known = arena_reserve(THREADS_MAX * sizeof *known);
    times = arena_reserve(THREADS_MAX * sizeof *times);
    released = arena_reserve((size_t)KEYED_ROOM * sizeof *released);
    accesses = arena_reserve((size_t)ACCESSES_MAX * sizeof *accesses);
    execution.deeds = arena_reserve((size_t)1 << 36);
    execution.learned = arena_reserve((size_t)1 << 32);
    pool = arena_reserve(pool_room);
}

void happens_before_begin(void)
{
    if (!known)
        reserve_all();
    keyed_clear(&objects);
    keyed_clear(&granules);
    for (unsigned i = 0; i < THREADS_MAX; i++) {
        known[i].count = 0;
        times[i] = 1;
    }
    access_count = object_count = 0;
    execution.learned_count = pool_used = 0;
    raced = false;
}

static void vector_grow(struct vector *vector, uint32_t count)
{
    uint32_t room = count + count / 2;
    uint32_t *at = pool + pool_used;
    if (vector->count >= count)
        return;
    if (pool_used + room > pool_room / sizeof *pool)
        runtime_unsupported("a walk with so much synchronisation among so many threads");
    pool_used += room;
    if (vector->count)
        memcpy(at, vector->at, vector->count * sizeof *at);
    memset(at + vector->count, 0, (count - vector->count) * sizeof *at);
    *vector = (struct vector){at, count};
}

static void vector_raise(struct vector *vector, unsigned thread, uint32_t time)
{
    vector_grow(vector, thread + 1);
    if (vector->at[thread] < time)
        vector->at[thread] = time;
}

static void vector_join(struct vector *vector, const struct vector *other)
{
    vector_grow(vector, other->count);
    for (uint32_t i = 0; i < other->count; i++)
        if (vector->at[i] < other->at[i])
            vector->at[i] = other->at[i];
}

static bool is_before(const struct access *access, unsigned thread)
{
    const struct vector *vector = &known[thread];
    return access->thread == thread ||
           (access->thread < vector->count && vector->at[access->thread] >= access->time);
}

/* Readers of a lock release to a place of its own, which only writers take from. */
enum { FOR_ALL, FOR_WRITERS };

static struct vector *object_of(uint64_t address, unsigned part)
{
    uint32_t *number = keyed_at(&objects, address * 2 + part);
    if (!*number) {
        *number = ++object_count;
        released[*number].count = 0;
    }
    return &released[*number];
}

static void acquire(unsigned thread, uint64_t address, unsigned part)
{
    vector_join(&known[thread], object_of(address, part));
}

static void release(unsigned thread, uint64_t address, unsigned part)
{
    struct vector *object = object_of(address, part);
    vector_join(object, &known[thread]);
    vector_raise(object, thread, times[thread]);
}

/* What the thread takes over from others by the step. */
static void take_over(const struct deed *deed)
{
    const uint32_t *words = sync_words(deed->address);
    bool takes = false, writer = false;
    switch (deed->kind) {
    case OP_TRYLOCK:
    case OP_TRYSPIN:
        takes = deed->acquires;
        break;
    case OP_TRYRDLOCK:
        takes = words[1] == 0;
        break;
    case OP_TRYWRLOCK:
        takes = writer = words[0] == 0 && words[1] == 0;
        break;
    case OP_SEM_TRYWAIT:
        takes = words[0] > 0;
        break;
    case OP_WRLOCK:
        takes = writer = true;
        break;
    case OP_WOKEN:
        if (deed->other_role == ROLE_WOKEN)
            acquire(deed->thread, deed->other, FOR_ALL);
        takes = true;
        break;
    case OP_STORE:
        break;
    default:
        takes = (deed->kind >= OP_LOAD && deed->kind <= OP_CAS) || deed->kind == OP_LOCK ||
                deed->kind == OP_RDLOCK || deed->kind == OP_SPINLOCK || deed->kind == OP_SEM_WAIT ||
                deed->kind == OP_BARRIER || deed->kind == OP_BARRIER_LEAVE ||
                deed->kind == OP_ONCE || deed->role == ROLE_UNKNOWN;
    }
    if (takes)
        acquire(deed->thread, deed->address, FOR_ALL);
    if (writer)
        acquire(deed->thread, deed->address, FOR_WRITERS);
}

/* What others can take over from then on. */
static void hand_over(const struct deed *deed)
{
    bool reader = deed->kind == OP_RWUNLOCK && deed->role == ROLE_SHARE;
    switch (deed->kind) {
    case OP_UNLOCK:
    case OP_WAIT:
    case OP_RWUNLOCK:
    case OP_SPINUNLOCK:
    case OP_SEM_POST:
    case OP_BARRIER:
    case OP_ONCE_DONE:
    case OP_SIGNAL:
    case OP_BROADCAST:
        release(deed->thread, deed->address, reader ? FOR_WRITERS : FOR_ALL);
        times[deed->thread]++;
        break;
    default:
        if ((deed->kind >= OP_STORE && deed->kind <= OP_CAS) || deed->role == ROLE_UNKNOWN) {
            release(deed->thread, deed->address, FOR_ALL);
            times[deed->thread]++;
        }
    }
}

static void note_race(const struct access *first, const struct access *second)
{
    const struct deed *x = &execution.deeds[first->step], *y = &execution.deeds[second->step];
    if (raced)
        return;
    raced = true;
    newest = (struct happens_before_race){
        first->step, second->step,
        goal_of_accesses(first->pc, second->pc, x->address > y->address ? x->address : y->address)};
}

/* Compares with the accesses before, and forgets those that it makes useless:
 * whoever races with them and comes later races with this one as well. */
static void meet(uint64_t granule, struct access access)
{
    uint32_t *first = keyed_at(&granules, granule + 1), *place = first;
    unsigned length = 0;
    while (*place) {
        struct access *other = &accesses[*place - 1];
        bool before = is_before(other, access.thread);
        if (!before && (other->bytes & access.bytes) && (other->writes || access.writes) &&
            (other->plain || access.plain))
            note_race(other, &access);
        bool useless = before && !(other->bytes & ~access.bytes) &&
                       (access.writes || !other->writes) && (access.plain || !other->plain);
        if (useless || ++length == PER_GRANULE)
            *place = other->next;
        else
            place = &other->next;
    }
    if (access_count == ACCESSES_MAX)
        runtime_unsupported("a walk of more than 67 million accesses");
    access.next = *first;
    accesses[access_count++] = access;
    *first = access_count;
}

static void meet_range(uint64_t address, uint64_t size, struct access access)
{
    for (uint64_t end = address + size; address < end;) {
        uint64_t within = address & 7,
                 count = 8 - within < end - address ? 8 - within : end - address;
        access.bytes = (uint8_t)((count == 8 ? 0xffu : (1u << count) - 1u) << within);
        meet(address >> 3, access);
        address += count;
    }
}

static void meet_accesses(const struct deed *deed)
{
    bool plain = deed->kind >= OP_READ && deed->kind <= OP_COPY;
    if (!plain && (deed->kind < OP_LOAD || deed->kind > OP_CAS))
        return;
    struct access access = {.time = times[deed->thread],
                            .step = current,
                            .pc = fiber_pc(&threads[deed->thread].core.regs),
                            .thread = deed->thread,
                            .writes = deed->role == ROLE_WRITE,
                            .plain = plain};
    meet_range(deed->address, deed->size, access);
    access.writes = false;
    meet_range(deed->other, deed->other_size, access);
}

void happens_before_step(uint64_t index, struct step step)
{
    struct deed *deed = &execution.deeds[index];
    current = index;
    *deed = deed_next(step.thread, step.way);
    meet_accesses(deed);
    take_over(deed);
    hand_over(deed);
}

static void learn(unsigned to, unsigned from)
{
    execution.learned[execution.learned_count++] =
        (struct learned){current, (uint16_t)from, (uint16_t)to};
    vector_join(&known[to], &known[from]);
    vector_raise(&known[to], from, times[from]);
    times[from]++;
}

static void note_spawn(unsigned parent, unsigned child)
{
    learn(child, parent);
}

static void note_join(unsigned joiner, unsigned target)
{
    learn(joiner, target);
}

void happens_before_listen(bool on)
{
    model.on_spawn = on ? note_spawn : NULL;
    model.on_join = on ? note_join : NULL;
}

bool happens_before_race(struct happens_before_race *race)
{
    *race = newest;
    bool found = raced;
    raced = false;
    return found;
}
