#include "explore/runtime/report_shard.h"
#include "explore/runtime/cancel.h"
#include "explore/runtime/lessons.h"
#include "explore/runtime/report.h"
#include "explore/search/bounded.h"

static bool same(const struct shadow *x, const struct shadow *y)
{
    bool alike = x->visible == y->visible && x->touched == y->touched && x->written == y->written &&
                 x->several == y->several;
    for (unsigned i = 0; i < 8; i++)
        alike &= !(x->touched & (1u << i)) || x->owner[i] == y->owner[i];
    return alike;
}

static void report_touches(const struct memory_note *notes, uint64_t count)
{
    const struct shadow *shadow = &notes->shadow;
    report_line("touch\t%llx\t%llu\t%x\t%x\t%x\t%x\t", (unsigned long long)notes->address,
                (unsigned long long)count, shadow->visible, shadow->touched, shadow->written,
                shadow->several);
    for (unsigned i = 0; i < 8; i++)
        report_line("%s%u", i ? "," : "",
                    shadow->touched & (1u << i) ? (unsigned)shadow->owner[i] : 0);
    report_line("\n");
}

/* Granules in a row of which the same is known are one line. */
static void report_memory(void)
{
    struct memory_note *notes = arena_reserve(LESSONS_NOTE_BYTES);
    uint64_t count = memory_tell(notes);
    for (uint64_t first = 0, i = 1; i <= count; i++)
        if (i == count || notes[i].address != notes[i - 1].address + 8 ||
            !same(&notes[i].shadow, &notes[first].shadow)) {
            report_touches(&notes[first], i - first);
            first = i;
        }
    arena_release(notes, LESSONS_NOTE_BYTES);
}

void report_shard(const struct search_settings *settings)
{
    const struct bound_row *rows;
    const uint64_t *places;
    unsigned bounds = bounded_rows(&rows), waits = waiting_places(&places);
    report_line("shard\t%u\t%u\n", settings->shard, settings->shards);
    for (unsigned i = 0; i < bounds; i++)
        report_line("bound\t%llu\t%llu\t%d\n", (unsigned long long)rows[i].executions,
                    (unsigned long long)rows[i].transitions, rows[i].left_out);
    report_memory();
    for (unsigned i = 0; i < waits; i++)
        report_line("loop\t%llx\n", (unsigned long long)places[i]);
    if (cancel_used)
        report_line("cancelled\n");
}
