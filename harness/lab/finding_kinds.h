/* The kinds of trouble that any witness can report, in the field's terms.
 *
 * One list, many uses: the enumerators, their names in print, in JSON and in
 * the markers of the labs (a comment `expect: data race` at the end of a line)
 * all come from here. FINDING_NONE means "this witness says nothing".
 */
#ifndef RACELAB_LAB_FINDING_KINDS_H
#define RACELAB_LAB_FINDING_KINDS_H

#define FINDING_KINDS(X)                                                                           \
    X(FINDING_NONE, "nothing")                                                                     \
    X(FINDING_DATA_RACE, "data race")                                                              \
    X(FINDING_LOST_UPDATE, "lost update")                                                          \
    X(FINDING_ATOMICITY, "atomicity violation")                                                    \
    X(FINDING_ORDER, "order violation")                                                            \
    X(FINDING_WRONG_OUTCOME, "wrong outcome")                                                      \
    X(FINDING_DEADLOCK, "deadlock")                                                                \
    X(FINDING_LOST_WAKEUP, "lost wakeup")                                                          \
    X(FINDING_LOCK_ORDER, "lock-order inversion")                                                  \
    X(FINDING_LOCK_MISUSE, "lock misuse")                                                          \
    X(FINDING_USE_AFTER_FREE, "use after free")                                                    \
    X(FINDING_DOUBLE_FREE, "double free")                                                          \
    X(FINDING_LEAK, "leak")                                                                        \
    X(FINDING_THREAD_LEAK, "thread leak")                                                          \
    X(FINDING_SIGNAL_UNSAFE, "signal-unsafe call")                                                 \
    X(FINDING_ERRNO_SPOILED, "errno spoiled in signal handler")                                    \
    X(FINDING_ASSERTION, "assertion failed")                                                       \
    X(FINDING_CRASH, "crash")                                                                      \
    X(FINDING_HANG, "hang")                                                                        \
    X(FINDING_ENDLESS_RUN, "endless run")                                                          \
    X(FINDING_UNSUPPORTED, "unsupported")                                                          \
    X(FINDING_OTHER, "other")

enum finding_kind {
#define X(name, text) name,
    FINDING_KINDS(X)
#undef X
        FINDING_KIND_COUNT
};

#endif
