/* sync.h: what the wrappers of locks and the like share.
 *
 * The state of an object lies in the program's own bytes of it, so that undo,
 * hashing, static initialisers and freed memory all work by themselves.
 * Whoever writes it goes through sync_set().
 */
#ifndef RACELAB_EXPLORE_SYNC_H
#define RACELAB_EXPLORE_SYNC_H

#include "explore/runtime/access.h"

enum { OBJECT_SIZE = 4 }; /* operations on an object touch its first word */

static inline uint32_t *sync_words(uint64_t object)
{
    return (uint32_t *)(uintptr_t)object;
}

static inline void sync_set(unsigned thread, uint64_t object, unsigned word, uint64_t value)
{
    memory_log(object + 4 * word, 4, thread);
    sync_words(object)[word] = (uint32_t)value;
}

/* An operation on one object. */
static inline struct op sync_op(enum op_kind kind, uint64_t object)
{
    return (struct op){.kind = kind, .address = object, .size = OBJECT_SIZE};
}

/* Misuse: reports it; for execute() to return. */
enum op_end sync_misuse(uint64_t object, const char *text);

/* Where glibc keeps these in a pthread_mutex_t, so that static initialisers of
 * every type mean what they say. */
enum { MUTEX_LOCKED, MUTEX_COUNT, MUTEX_OWNER, MUTEX_HEALTH, MUTEX_KIND, MUTEX_WORDS };
enum { MUTEX_NORMAL, MUTEX_RECURSIVE, MUTEX_ERRORCHECK, MUTEX_ADAPTIVE, MUTEX_DESTROYED = 0x7f };

/* Of a robust mutex, which has this bit in its kind: what its last owner left. */
enum { MUTEX_ROBUST = 16 };
enum { MUTEX_SOUND, MUTEX_OWNER_DIED, MUTEX_LOST };

bool mutex_free(uint64_t mutex);
void mutex_take(unsigned thread, uint64_t mutex);
void mutex_drop(unsigned thread, uint64_t mutex);
bool mutex_held_by(uint64_t mutex, unsigned thread);

/* For who must know what an operation would do now. */
bool spin_free(uint64_t lock);
bool cond_waits(unsigned thread, uint64_t cond); /* or on a futex; and was not woken yet */
unsigned cond_waiters(uint64_t cond);            /* how many of them there are */
bool rwlock_written_by(uint64_t lock, unsigned thread);
bool once_is_done(uint64_t once);
uint64_t barrier_opens(uint64_t barrier); /* the round + 1 that one more opens; 0: it does not */

/* Robust mutexes that are held (robust.c): to be called as they change hands. */
bool robust_is(uint64_t mutex);
void robust_taken(uint64_t mutex);
void robust_dropped(uint64_t mutex);

#endif
