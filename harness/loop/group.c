#include "group.h"

#include <errno.h>

void group_init(struct group *group)
{
    *group = (struct group){.sealed = false};
    link_init(&group->members);
    future_init(&group->done);
}

void group_release(struct group *group)
{
    future_release(&group->done);
}

int group_start(struct group *group, struct loop *loop, struct task *task,
                enum task_step (*step)(struct task *task))
{
    if (group->sealed)
        return -ESHUTDOWN;
    if (group->error)
        return group->error;
    int error = task_start(loop, task, step);
    if (error)
        return error;
    task->group = group;
    link_append(&group->members, &task->of_group);
    return 0;
}

static void finish_if_over(struct group *group)
{
    if (!group->sealed || !link_alone(&group->members))
        return;
    if (group->error)
        future_fail(&group->done, group->error);
    else
        future_set(&group->done, NULL);
}

struct future *group_seal(struct group *group)
{
    if (!group->sealed) {
        group->sealed = true;
        finish_if_over(group);
    }
    return &group->done;
}

void group_cancel(struct group *group)
{
    struct link *link;
    for (link = group->members.next; link != &group->members; link = link->next)
        task_cancel(CONTAINER(link, struct task, of_group)); /* ends none before its next turn */
}

void group_left(struct group *group, int result)
{
    if (result && !group->error) {
        group->error = result;
        group_cancel(group);
    }
    finish_if_over(group);
}
