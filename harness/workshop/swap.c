#include "workshop/swap.h"
#include "workshop/code.h"
#include "workshop/observe.h"
#include "workshop/sentence.h"
#include "judge/memory.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Stands before the text, in its first line. */
#define AT_HAND                                                                                    \
    "static long racelab_used[64], racelab_places[64]; "                                           \
    "static long racelab_uses(long i) { return racelab_used[i & 63]++; } "                         \
    "static long racelab_put(long i, long x) { return racelab_places[i & 63] = x; } "              \
    "static long racelab_got(long i) { return racelab_places[i & 63]; } "                          \
    "static long racelab_sum(void) { long sum = 0; for (int i = 0; i < 64; i++) "                  \
    "sum += racelab_places[i]; return sum; } "                                                     \
    "static long racelab_other(long x) { unsigned long long n = (unsigned long long)x * %" PRIu64  \
    "ULL; n = (n ^ n >> 29) * 0xbf58476d1ce4e5b9ULL; return (long)((n ^ n >> 32) >> 34); } %s"

/* The same text has the same key each time, and none can contain its own. (FNV-1a; odd.) */
static uint64_t key_of(const char *text)
{
    uint64_t key = UINT64_C(0xcbf29ce484222325);
    for (; *text; text++)
        key = (key ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
    return key | 1;
}

/* The next piece in quotes, which the caller frees; NULL: there is none. */
static char *take_piece(const char **list)
{
    *list += strcspn(*list, "\"");
    size_t length = **list ? code_literal(*list) : 0;
    char *piece = length > 2 ? memory_copy(*list + 1, length - 2) : NULL;
    *list += length;
    return piece;
}

/* The submission with everything swapped. The caller frees it. */
static char *swapped(const char *text, const char *list)
{
    char *now = memory_copy_text(text), *piece, *other = NULL;
    while ((piece = take_piece(&list)) != NULL && (other = take_piece(&list)) != NULL) {
        char *old = now;
        now = code_replace(old, piece, other);
        free(old);
        free(piece);
        free(other);
    }
    free(piece);
    char *whole = memory_print(AT_HAND, key_of(text), now);
    free(now);
    return whole;
}

static enum card_verdict weigh(const struct judge_order *order, const struct behaviour *behaviour,
                               char **why)
{
    const struct exercise *exercise = order->reference->exercise;
    const char *refusal = exercise_text(exercise, "refused", "swap");
    for (size_t i = 0; i < behaviour->run_count; i++) {
        const struct behaviour_run *run = &behaviour->runs[i];
        if (run->verdict == VERDICT_PROVED)
            continue;
        bool caught = run->verdict == VERDICT_CAUGHT;
        *why = caught && refusal ? memory_copy_text(refusal)
               : caught          ? memory_copy_text(sentence(
                                       "it is right with the exercise's own numbers, and with no others"))
                        : memory_print(sentence("with %ld threads x %ld %s"), run->size.threads,
                                       run->size.increments, run->why);
        return caught ? CARD_REFUSED : CARD_UNDECIDED;
    }
    return CARD_PROVED;
}

enum card_verdict swap_judge(const struct judge_order *order, struct bench *bench, char **why)
{
    const struct workshop_text *text = &order->reference->exercise->text;
    struct observation observation;
    *why = NULL;
    if (!text->swap)
        return CARD_PROVED;
    char *other = swapped(order->text, text->swap);
    int error = bench_replace(bench, other);
    free(other);
    if (error != 0) {
        *why = memory_print("cannot write '%s': %s", bench->source, strerror(-error));
        return CARD_LACKING;
    }
    enum bench_end end = bench_build(bench, order->include, why);
    if (end != BENCH_DONE)
        return end == BENCH_REFUSED ? CARD_BROKEN : CARD_LACKING;
    const struct observe_order what = {
        .program = bench->program, .text = text, .workers = order->workers, .only_runs = true};
    observe(&what, &observation);
    enum card_verdict verdict = weigh(order, &observation.behaviour, why);
    observation_release(&observation);
    return verdict;
}
