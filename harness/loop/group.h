/* group.h: several tasks that are one: wait for all, and if one fails, cancel
 * the rest.
 *
 * The group counts its members. When one ends with an error, the others are
 * cancelled, and the group ends with that first error; what the others return
 * after that is ignored. The group is done when it is sealed, so that nobody
 * can join any more, and its last member has ended: not earlier, so that no
 * member outlives what its parent owns.
 *
 *     group_init(&me->group);
 *     group_start(&me->group, loop, &me->a.task, download);
 *     group_start(&me->group, loop, &me->b.task, download);
 *     TASK_AWAIT(task, group_seal(&me->group));
 *     if (task_error(task)) ...
 *
 * Everything here belongs to the thread that runs the loop, or to any one
 * thread while the loop does not run.
 */
#ifndef RACELAB_LOOP_GROUP_H
#define RACELAB_LOOP_GROUP_H

#include "task.h"

struct group {
    struct link members; /* tasks that have not ended */
    bool sealed;
    int error;          /* of the first member that failed; 0: none has */
    struct future done; /* set when sealed and empty: 0 or the error */
};

void group_init(struct group *group);

/* After `done` is set and nobody awaits it any more. */
void group_release(struct group *group);

/* task_start() as a member. 0; or -ESHUTDOWN when the group is sealed or the
 * loop closes; or the error with which a member has failed before. Then the
 * task has not started. */
int group_start(struct group *group, struct loop *loop, struct task *task,
                enum task_step (*step)(struct task *task));

/* No more members after this. Returns the future that is set when all have
 * ended; at once, when there are none. To seal twice is to seal once. */
struct future *group_seal(struct group *group);

/* Cancels every member. Unless one fails by itself first, the group's error is
 * then what they return, usually -ECANCELED. */
void group_cancel(struct group *group);

/* For tasks: a member has ended with this result. */
void group_left(struct group *group, int result);

#endif
