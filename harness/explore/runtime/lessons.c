#include "explore/runtime/lessons.h"
#include "explore/runtime/cancel.h"

void lessons_tell(struct lessons *lessons)
{
    const uint64_t *places;
    lessons->note_count = memory_tell(lessons->notes);
    lessons->place_count = waiting_places(&places);
    for (unsigned i = 0; i < lessons->place_count; i++)
        lessons->places[i] = places[i];
    lessons->waiting = waiting;
    lessons->timing = timing;
    lessons->cancel = cancel_used;
}

static void hear_timing(const struct timing *other)
{
    timing.shared |= other->shared;
    if (timing.call || !other->call)
        return;
    timing.call = other->call;
    timing.pc = other->pc;
    memory.grew = true;
}

void lessons_hear(const struct lessons *lessons, bool touches)
{
    for (uint64_t i = 0; i < lessons->note_count; i++)
        if (touches)
            memory_hear(&lessons->notes[i]);
        else
            memory_see(lessons->notes[i].address, lessons->notes[i].shadow.visible);
    for (unsigned i = 0; i < lessons->place_count; i++)
        waiting_note(lessons->places[i]);
    waiting.assumed |= lessons->waiting.assumed;
    hear_timing(&lessons->timing);
    memory.grew |= lessons->cancel && !cancel_used;
    cancel_used |= lessons->cancel;
}
