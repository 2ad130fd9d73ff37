/* owner.h: a thread that does nothing but run a loop, and so owns whatever only
 * that loop touches. */
#ifndef RACELAB_LOOP_OWNER_H
#define RACELAB_LOOP_OWNER_H

#include "loop.h"

struct owner {
    struct loop loop;
    pthread_t thread;
};

/* Starts the thread and its loop. 0, or a negative errno: -EAGAIN when the
 * system refuses the thread. After an error nothing is left. */
int owner_start(struct owner *owner);

/* Any other thread. Calls work(argument) on the loop and blocks until it is
 * done: what it wrote is then visible. 0, or -ESHUTDOWN. */
int owner_call(struct owner *owner, void (*work)(void *argument), void *argument);

/* Any other thread, once. Closes the loop, waits for the thread to end, and
 * releases both. */
void owner_stop(struct owner *owner);

#endif
