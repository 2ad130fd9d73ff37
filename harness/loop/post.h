/* post.h: one thing for a loop to do: a function, and the object it is about.
 *
 * A post lives inside the object that it is about, so posting allocates
 * nothing and cannot run out of memory:
 *
 *     struct ping { struct post post; int number; };
 *
 *     static void ping_run(struct post *post)
 *     {
 *         struct ping *ping = CONTAINER(post, struct ping, post);
 *         ...
 *     }
 *
 * Ownership: from the call that posts it until run() is entered, the post
 * belongs to the loop; nobody else may touch it or post it again. Inside run()
 * and afterwards it is its owner's: run() may post it once more, or free it.
 */
#ifndef RACELAB_LOOP_POST_H
#define RACELAB_LOOP_POST_H

#include "list.h"

struct post {
    struct post *next; /* the loop's, while it owns the post */
    void (*run)(struct post *post);
};

#endif
