/* symbols.h: names and source places for the addresses of one program, from
 * its debug information (libdw). Programs for exploration are linked at fixed
 * addresses, so an address in the process is one in the file.
 */
#ifndef RACELAB_EXPLORE_SYMBOLS_H
#define RACELAB_EXPLORE_SYMBOLS_H

#include <stdbool.h>
#include <stdint.h>

struct symbols;

/* NULL: the file has no debug information that can be read. */
struct symbols *symbols_open(const char *path);
void symbols_close(struct symbols *symbols);

/* What is asked from now on and what was answered is kept on the tape
 * (borrowed), so that it can be asked again without the program. symbols may be NULL. */
struct tape;
void symbols_record(struct symbols *symbols, struct tape *tape);

/* Symbols that know what is on the tape (borrowed) and nothing else. */
struct symbols *symbols_of_tape(struct tape *tape);

struct place {
    const char *function; /* "?" where not known; lives as long as the symbols */
    const char *file;     /* last part of the path; "?" where not known */
    const char *path;     /* the whole of it, as the compiler knows it; NULL where not known */
    long line;            /* 0: not known */
    bool ours;            /* the engine's own code, or libc's: no place of the program */
};

/* The place of the call that returns to this address. symbols may be NULL. */
struct place symbols_place(struct symbols *symbols, uint64_t return_address);

/* What lies at the address: "counter", "pair.second", "slots[3]", "heap+0x40",
 * "stack of B". The caller frees it. symbols may be NULL. */
char *symbols_object(struct symbols *symbols, uint64_t address);

/* Whether what lies there is known to be a pointer. symbols may be NULL. */
bool symbols_points(struct symbols *symbols, uint64_t address);

/* What a pointer to a global or a function points to: "&account[1]", "&giro",
 * "handler". NULL: neither is known there. The caller frees it. symbols may be NULL. */
char *symbols_target(struct symbols *symbols, uint64_t value);

/* The local variable that lies at the address, or part of one: "count",
 * "pair.second", and whether that is a pointer. pc: in its function's code, in a call of which
 * `frame` is the frame pointer. NULL: not known. The caller frees it. symbols may be NULL. */
char *symbols_local(struct symbols *symbols, uint64_t pc, uint64_t frame, uint64_t address,
                    bool *points);

/* Says where in each thread's area the thread-local variable with these control
 * words lies, so that symbols_object() knows it. symbols may be NULL. */
void symbols_add_thread_local(struct symbols *symbols, uint64_t control, uint64_t place);

/* The name that the linker knows for what lies at the address, and how far into
 * that; NULL: none. Lives as long as the symbols, which may be NULL. */
const char *symbols_symbol(struct symbols *symbols, uint64_t address, uint64_t *offset);

/* Where something of that name lies, 0: nowhere. */
uint64_t symbols_address(struct symbols *symbols, const char *name);

/* What a call's result is kept in, and what lies there: the variable or the
 * member that the line of the call assigns to, or is declared with; else, where
 * the function returns it, the name of the type that it points to. */
struct pointee {
    char *variable; /* "node", "pool->slots"; NULL: not known */
    char *inside;   /* what lies at the offset: ".next", "[3].value", "" */
    bool points;    /* that is a pointer */
};

/* symbols may be NULL. The caller releases the answer. */
struct pointee symbols_pointee(struct symbols *symbols, uint64_t return_address, uint64_t offset);
void pointee_release(struct pointee *pointee);

#endif
