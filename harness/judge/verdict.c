#include "judge/verdict.h"

const char *verdict_name(enum verdict verdict)
{
    static const char *const names[] = {
#define X(name, text) text,
        VERDICTS(X)
#undef X
    };
    return (unsigned)verdict < VERDICT_COUNT ? names[verdict] : "?";
}

int verdict_exit_code(enum verdict verdict)
{
    static const int codes[VERDICT_COUNT] = {
        [VERDICT_CAUGHT] = 1,
        [VERDICT_INCONCLUSIVE] = 3,
        [VERDICT_UNSUPPORTED] = 3,
        [VERDICT_UNAVAILABLE] = 4,
    };
    return (unsigned)verdict < VERDICT_COUNT ? codes[verdict] : 70;
}

enum verdict verdict_join(enum verdict one, enum verdict other)
{
    static const int weights[VERDICT_COUNT] = {
        [VERDICT_PROVED] = 0,      [VERDICT_CLEAN] = 1,       [VERDICT_INCONCLUSIVE] = 2,
        [VERDICT_UNSUPPORTED] = 3, [VERDICT_UNAVAILABLE] = 4, [VERDICT_CAUGHT] = 5,
    };
    return weights[one] >= weights[other] ? one : other;
}
