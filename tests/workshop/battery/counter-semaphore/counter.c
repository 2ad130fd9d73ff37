/* proved */
#include "lab.h"

#include <semaphore.h>

static sem_t room;
static long counter; /* guarded by room */

static void add(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++) {
        while (sem_wait(&room) != 0)
            ; /* a signal may end the wait early: without the loop we would be in uninvited */
        counter++;
        sem_post(&room);
    }
}

static void open_room(const struct lab_run *run)
{
    (void)run;
    sem_init(&room, 0, 1);
}

static void reset(const struct lab_run *run)
{
    (void)run;
    counter = 0;
}

static struct lab_outcome check(const struct lab_run *run)
{
    return (struct lab_outcome){.expected = run->threads * run->increments, .actual = counter};
}

static void close_room(const struct lab_run *run)
{
    (void)run;
    sem_destroy(&room);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "a semaphore with one place",
    .actors = {add},
    .open = open_room,
    .reset = reset,
    .check = check,
    .close = close_room,
};
