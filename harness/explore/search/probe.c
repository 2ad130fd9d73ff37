#include "explore/search/probe.h"
#include "explore/search/splitmix.h"

/* A round counts for so much less with each that follows; so many make an answer. */
static const double fading = 0.95;
enum { ROUNDS_LEAST = 10 };

void probe_note(struct probe *probe, uint64_t met, uint64_t known)
{
    probe->met = probe->met * fading + (double)met;
    probe->known = probe->known * fading + (double)known;
    probe->rounds++;
}

double probe_share(const struct probe *probe)
{
    return probe->rounds >= ROUNDS_LEAST && probe->met > 0 ? probe->known / probe->met : 0;
}

unsigned probe_draw(struct probe *probe, unsigned count)
{
    probe->random += SPLITMIX_STEP;
    return (unsigned)(splitmix(probe->random) >> 32) % count;
}
