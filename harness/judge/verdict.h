/* verdict.h: what one witness concludes about one program.
 *
 * Only an exhaustive search may say `proved`; `clean` means that nothing was
 * seen in what ran, `inconclusive` that a bound was hit or that silence means
 * nothing here, `unsupported` that the program does something the witness
 * cannot judge, `unavailable` that this machine cannot run the witness.
 */
#ifndef RACELAB_JUDGE_VERDICT_H
#define RACELAB_JUDGE_VERDICT_H

#define VERDICTS(X)                                                                                \
    X(VERDICT_CAUGHT, "caught")                                                                    \
    X(VERDICT_CLEAN, "clean")                                                                      \
    X(VERDICT_PROVED, "proved")                                                                    \
    X(VERDICT_INCONCLUSIVE, "inconclusive")                                                        \
    X(VERDICT_UNSUPPORTED, "unsupported")                                                          \
    X(VERDICT_UNAVAILABLE, "unavailable")

enum verdict {
#define X(name, text) name,
    VERDICTS(X)
#undef X
        VERDICT_COUNT
};

/* The printed word. A value outside the enumeration gives "?". */
const char *verdict_name(enum verdict verdict);

/* The exit code that a command gives for this verdict alone: 1 caught,
 * 0 clean or proved, 3 inconclusive or unsupported, 4 unavailable. */
int verdict_exit_code(enum verdict verdict);

/* The verdict of a whole made of these two parts: caught outweighs everything,
 * then what is missing outweighs what is good; proved only with proved. */
enum verdict verdict_join(enum verdict one, enum verdict other);

#endif
