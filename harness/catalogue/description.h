/* description.h: what a variant says of itself, as `--describe` prints it and
 * the catalogue reads it: one "key: value" line per fact. Both sides use the
 * list below.
 */
#ifndef RACELAB_CATALOGUE_DESCRIPTION_H
#define RACELAB_CATALOGUE_DESCRIPTION_H

/* Texts of struct lab and struct variant. */
#define DESCRIPTION_TEXTS(X)                                                                       \
    X(title)                                                                                       \
    X(switched_by)                                                                                 \
    X(bug)                                                                                         \
    X(cure)

/* Numbers: the key, and the member of both structures. */
#define DESCRIPTION_NUMBERS(X)                                                                     \
    X("cwe", cwe)                                                                                  \
    X("place", place)                                                                              \
    X("max-threads", max_threads)                                                                  \
    X("hang-seconds", hang_seconds)                                                                \
    X("threads", defaults.threads)                                                                 \
    X("increments", defaults.increments)                                                           \
    X("watched-threads", watched.threads)                                                          \
    X("watched-increments", watched.increments)                                                    \
    X("small-threads", small.threads)                                                              \
    X("small-increments", small.increments)                                                        \
    X("expect-stress", expect.stress)                                                              \
    X("expect-tsan", expect.tsan)                                                                  \
    X("expect-tsan-may-miss", expect.tsan_may_miss)                                                \
    X("expect-helgrind", expect.helgrind)                                                          \
    X("expect-explore", expect.explore)

/* A line "measure: NAME<tab>UNIT" for each member of .measures, in order. */
#define DESCRIPTION_MEASURE "measure"

#endif
