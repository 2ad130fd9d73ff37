/* runtime.h: the rules of the code that lives inside the program under test.
 *
 * The program's objects are compiled with -fsanitize=thread, then every name
 * that the engine models (pthread_*, malloc, memcpy, ...) is redirected to
 * wrap_<name> (see explore-cc). So the engine itself may call libc, and:
 *
 * 1. Program code runs on fibers, the engine on the process's own stack. A
 *    stub (machine/<machine>/fiber.S) leaves the fiber before it calls into C, so no
 *    engine frame ever lies on a fiber's stack while the thread is parked.
 * 2. Nothing here is instrumented, and nothing here calls malloc while a
 *    search runs: memory comes from arena_reserve(), which never moves.
 * 3. Whatever belongs to a state of the program changes through memory_log()
 *    or model_store() only, so that it can be hashed and undone.
 * 4. One OS thread. No locks, no signals but those of crash.c.
 */
#ifndef RACELAB_EXPLORE_RUNTIME_H
#define RACELAB_EXPLORE_RUNTIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { THREADS_MAX = 8192 };

/* A limit of the engine was met, or a call that is not modelled: says
 * `unsupported: <what>` on the wire and ends the process with 3. */
_Noreturn void runtime_unsupported(const char *what);

/* The same of a call of the program's that returns to pc. */
_Noreturn void runtime_unsupported_at(const char *what, uint64_t pc);

/* A bug of ours: says so and ends the process with 70. */
_Noreturn void runtime_bug(const char *what);

/* Address space for a growing array; pages cost nothing until touched. Never
 * fails: without address space the process ends with 4. */
void *arena_reserve(size_t bytes);
void arena_release(void *memory, size_t bytes);

#endif
