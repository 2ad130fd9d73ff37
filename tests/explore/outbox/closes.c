/* The loop closes while a thread posts: each call either got 0 and runs, or was
 * refused and does not. */
#include "../../../harness/loop/outbox.h"

#include <assert.h>
#include <errno.h>

enum { CALLS = 2 };

static struct loop loop;
static int total; /* the loop's, until it is closed */

static void add_one(void *unused)
{
    (void)unused;
    total++;
}

static void *post_some(void *accepted)
{
    struct call calls[OUTBOX_SLOTS_LEAST];
    struct outbox box;
    outbox_init(&box, &loop, calls, OUTBOX_SLOTS_LEAST);
    for (int i = 0; i < CALLS; i++) {
        int error = outbox_post(&box, add_one, NULL);
        assert(error == 0 || error == -ESHUTDOWN);
        *(int *)accepted += !error;
    }
    outbox_drain(&box);
    outbox_release(&box);
    return NULL;
}

static void *close_loop(void *unused)
{
    loop_close(&loop);
    return unused;
}

int main(void)
{
    pthread_t poster, closer;
    int accepted = 0;
    assert(loop_init(&loop) == 0);
    pthread_create(&poster, NULL, post_some, &accepted);
    pthread_create(&closer, NULL, close_loop, NULL);
    loop_run(&loop);
    pthread_join(poster, NULL);
    pthread_join(closer, NULL);
    loop_release(&loop);
    assert(total == accepted);
}
