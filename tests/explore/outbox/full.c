/* More calls than there are slots: the poster sleeps for room, the loop for
 * calls, and each wakes the other. */
#include "../../../harness/loop/outbox.h"
#include "../../../harness/loop/owner.h"

#include <assert.h>

enum { CALLS = 5 };

static struct owner owner;
static int total; /* the loop's, until it has stopped */

static void add_in_order(void *number)
{
    assert(total == *(int *)number);
    total++;
}

static void *post_all(void *unused)
{
    static int numbers[CALLS];
    struct call calls[OUTBOX_SLOTS_LEAST];
    struct outbox box;
    outbox_init(&box, &owner.loop, calls, OUTBOX_SLOTS_LEAST);
    for (int i = 0; i < CALLS; i++) {
        numbers[i] = i;
        assert(outbox_post(&box, add_in_order, &numbers[i]) == 0);
    }
    outbox_release(&box);
    return unused;
}

int main(void)
{
    pthread_t poster;
    assert(owner_start(&owner) == 0);
    pthread_create(&poster, NULL, post_all, NULL);
    pthread_join(poster, NULL);
    owner_stop(&owner);
    assert(total == CALLS);
}
