#include "owner.h"

#include "future.h"

static void *run(void *argument)
{
    loop_run(&((struct owner *)argument)->loop);
    return NULL;
}

int owner_start(struct owner *owner)
{
    int error = loop_init(&owner->loop);
    if (error)
        return error;
    error = pthread_create(&owner->thread, NULL, run, owner);
    if (error)
        loop_release(&owner->loop);
    return -error;
}

struct question {
    struct post post;
    void (*work)(void *argument);
    void *argument;
    struct future answered;
};

static void answer(struct post *post)
{
    struct question *question = CONTAINER(post, struct question, post);
    question->work(question->argument);
    future_set(&question->answered, NULL);
}

int owner_call(struct owner *owner, void (*work)(void *argument), void *argument)
{
    struct question question = {.post = {.run = answer}, .work = work, .argument = argument};
    future_init(&question.answered);
    int error = loop_post(&owner->loop, &question.post);
    if (!error)
        future_wait(&question.answered, NULL);
    future_release(&question.answered);
    return error;
}

void owner_stop(struct owner *owner)
{
    loop_close(&owner->loop);
    pthread_join(owner->thread, NULL);
    loop_release(&owner->loop);
}
