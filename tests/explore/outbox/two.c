/* Two posters and a loop that sleeps whenever it has nothing to do: nobody waits
 * for ever, and nothing is lost. */
#include "../../../harness/loop/outbox.h"
#include "../../../harness/loop/owner.h"

#include <assert.h>

enum { POSTERS = 2 };

static struct owner owner;
static int total; /* the loop's, until it has stopped */

static void add_one(void *unused)
{
    (void)unused;
    total++;
}

static void *post_one(void *unused)
{
    struct call calls[OUTBOX_SLOTS_LEAST];
    struct outbox box;
    outbox_init(&box, &owner.loop, calls, OUTBOX_SLOTS_LEAST);
    assert(outbox_post(&box, add_one, NULL) == 0);
    outbox_release(&box);
    return unused;
}

int main(void)
{
    pthread_t posters[POSTERS];
    assert(owner_start(&owner) == 0);
    for (int i = 0; i < POSTERS; i++)
        pthread_create(&posters[i], NULL, post_one, NULL);
    for (int i = 0; i < POSTERS; i++)
        pthread_join(posters[i], NULL);
    owner_stop(&owner);
    assert(total == POSTERS);
}
