/* witness.h: tells helgrind what the loop's atomics mean.
 *
 * ThreadSanitizer understands C11 atomics; helgrind sees only the machine's
 * instructions and knows nothing but pthreads. Where a mailbox or an outbox
 * hands memory from one thread to another by an atomic, these macros say so in
 * helgrind's own language. They are a handful of instructions without effect
 * outside valgrind, and nothing at all where valgrind's headers are not
 * installed; helgrind then reports races inside the loop that are none.
 */
#ifndef RACELAB_LOOP_WITNESS_H
#define RACELAB_LOOP_WITNESS_H

#include <stdbool.h>

#if defined(__has_include)
/* cppcheck-suppress preprocessorErrorDirective */
#if __has_include(<valgrind/helgrind.h>)
#include <valgrind/helgrind.h>
#define WITNESS_HELGRIND 1
#endif
#endif

#ifdef WITNESS_HELGRIND

/* *object is atomic: accesses to it are never a race. */
#define WITNESS_ATOMIC(object) VALGRIND_HG_DISABLE_CHECKING(object, sizeof *(object))
#define WITNESS_ATOMIC_END(object) VALGRIND_HG_ENABLE_CHECKING(object, sizeof *(object))
/* Does helgrind watch? To ask costs as much as to tell, so ask once. */
#define WITNESS_WATCHES() (RUNNING_ON_VALGRIND != 0)
/* Stands before a release operation on object, or after an acquire operation. */
#define WITNESS_RELEASE(object) ANNOTATE_HAPPENS_BEFORE(object)
#define WITNESS_ACQUIRE(object) ANNOTATE_HAPPENS_AFTER(object)

/* Destroys a mutex that another thread may have unlocked a moment ago: helgrind
 * takes the last steps of that unlock, inside the C library, for a race. */
#define WITNESS_MUTEX_DESTROY(mutex)                                                               \
    do {                                                                                           \
        WITNESS_ATOMIC(mutex);                                                                     \
        pthread_mutex_destroy(mutex);                                                              \
        WITNESS_ATOMIC_END(mutex);                                                                 \
    } while (0)

#else

#define WITNESS_MUTEX_DESTROY(mutex) pthread_mutex_destroy(mutex)
#define WITNESS_WATCHES() false
#define WITNESS_ATOMIC(object) ((void)(object))
#define WITNESS_ATOMIC_END(object) ((void)(object))
#define WITNESS_RELEASE(object) ((void)(object))
#define WITNESS_ACQUIRE(object) ((void)(object))

#endif
#endif
