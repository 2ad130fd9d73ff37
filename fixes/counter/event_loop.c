/* One thread owns the counter; the others ask it to add. Only the owner ever
 * touches the counter, one request after another, so there is nothing to lock.
 *
 * What it costs: the actors do not add, they post, and every increment crosses
 * from one core to another. An actor that is faster than the owner sleeps when
 * its 1,024 slots are full: memory is bounded, 16 KiB an actor, however many
 * increments there are. Fewer slots would mean more sleeping, and to wake
 * costs as much as hundreds of increments.
 */
#include "lab.h"

#include "outbox.h"
#include "owner.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 1024 };

static struct owner owner;
static long counter; /* owned by the owner's thread */

static void give_up(const char *what, int error)
{
    fprintf(stderr, "%s: %s\n", what, strerror(error));
    exit(4);
}

static void add_one(void *unused)
{
    (void)unused;
    counter++;
}

static void add(const struct lab_actor *self)
{
    struct call *calls = malloc(SLOTS * sizeof *calls);
    struct outbox box;
    if (!calls)
        give_up("no memory for an outbox", ENOMEM);
    outbox_init(&box, &owner.loop, calls, SLOTS);
    for (long i = 0; i < self->increments; i++)
        outbox_post(&box, add_one, NULL);
    outbox_release(&box); /* waits until all have run */
    free(calls);
}

static void set_to_zero(void *unused)
{
    (void)unused;
    counter = 0;
}

static void read_into(void *answer)
{
    *(long *)answer = counter;
}

static void open_owner(const struct lab_run *run)
{
    (void)run;
    int error = owner_start(&owner);
    if (error)
        give_up("cannot start the owner's thread", -error);
}

static void reset(const struct lab_run *run)
{
    (void)run;
    owner_call(&owner, set_to_zero, NULL);
}

static struct lab_outcome check(const struct lab_run *run)
{
    long actual = 0;
    owner_call(&owner, read_into, &actual);
    return (struct lab_outcome){.expected = run->threads * run->increments, .actual = actual};
}

static void close_owner(const struct lab_run *run)
{
    (void)run;
    owner_stop(&owner);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "increments are posted to the one thread that owns the counter",
    .cure = "ownership",
    .place = 10,
    .actors = {add},
    .open = open_owner,
    .reset = reset,
    .check = check,
    .close = close_owner,
};
