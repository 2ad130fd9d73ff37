#include "explore/runtime/waiting.h"
#include "explore/runtime/idle.h"

struct waiting waiting;

enum { PLACES_MAX = 1024, TENTHS = 10 };

static uint64_t places[PLACES_MAX];
static unsigned place_count;

bool waiting_place(uint64_t pc)
{
    for (unsigned i = 0; i < place_count; i++)
        if (places[i] == pc)
            return true;
    return false;
}

void waiting_note(uint64_t pc)
{
    if (memory.settled || waiting_place(pc) || place_count == PLACES_MAX)
        return;
    places[place_count++] = pc;
    memory.grew = true;
}

unsigned waiting_places(const uint64_t **all)
{
    *all = places;
    return place_count;
}

bool waiting_is(unsigned thread, unsigned tries)
{
    struct mark mark = model_mark();
    struct hash before = thread_hash(thread);
    struct idle_attempt attempt = idle_attempt(before);
    unsigned tenths = tries == WAITING_TRIES ? TENTHS : IDLE_TENTHS;
    bool exact = false, waits = true;
    struct model watchers = model; /* nobody is to take notice of an attempt */
    model.recording = false;
    model.on_spawn = model.on_join = NULL;
    for (unsigned i = 0; i < tries && waits && !exact; i++) {
        if (idle_attempt_over(&attempt, tenths))
            break;
        waits = model_try(thread);
        struct hash now = thread_hash(thread);
        exact = waits && now.a == before.a && now.b == before.b;
        before = now;
    }
    model.recording = watchers.recording;
    model.on_spawn = watchers.on_spawn;
    model.on_join = watchers.on_join;
    model_undo(&mark);
    waiting.assumed |= waits && !exact;
    return waits;
}
