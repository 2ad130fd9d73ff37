/* lessons.h: what a search has learnt about a program, and what its schedules
 * therefore take for granted: which accesses count as steps (they are to shared
 * locations), where loops wait. A trace carries it, so that a replay need not
 * find out for itself.
 */
#ifndef RACELAB_EXPLORE_LAUNCH_LESSONS_H
#define RACELAB_EXPLORE_LAUNCH_LESSONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* X(kind, name): the name is that of the engine's line (runtime/lessons_text.h). */
#define LESSON_KINDS(X)                                                                            \
    X(LESSON_SHARED, "shared")                                                                     \
    X(LESSON_WAITS, "waits")                                                                       \
    X(LESSON_LOCAL, "local")                                                                       \
    X(LESSON_CANCELS, "cancels")                                                                   \
    X(LESSON_CLOCK, "clock")

enum lesson_kind {
#define X(kind, name) kind,
    LESSON_KINDS(X)
#undef X
        LESSON_KIND_COUNT
};

extern const char *const lesson_names[LESSON_KIND_COUNT];

/* Strings are owned by the list. */
struct lesson {
    enum lesson_kind kind;
    uint64_t address; /* in the program that was explored; 0: it has none */
    uint64_t size;    /* shared: bytes; local: its place in each thread's area */
    char *call;       /* clock: which; NULL: another kind */
    char *symbol;     /* what the address lies in, at `offset`; NULL: not known, or no symbol */
    uint64_t offset;
};

struct lesson_list {
    struct lesson *items;
    size_t count;
};

/* Takes over the lesson's strings. */
void lessons_add(struct lesson_list *list, struct lesson lesson);
void lessons_release(struct lesson_list *list);

/* Adds what a line of the engine's says, split into fields ("" behind the
 * last). False: it is no lesson. */
bool lessons_add_line(struct lesson_list *list, char *const *fields);

/* Writes the lessons, and a schedule behind them, for the engine to read, to a
 * temporary file. list: NULL for none. Returns its path, to be unlinked and
 * freed by the caller; NULL: it could not be written, errno says why. */
char *lessons_save(const struct lesson_list *list, const char *schedule);

#endif
