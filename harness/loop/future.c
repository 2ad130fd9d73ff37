#include "future.h"

#include "loop.h"
#include "witness.h"

#include <errno.h>

void future_init(struct future *future)
{
    *future = (struct future){.set = false};
    pthread_mutex_init(&future->lock, NULL);
    pthread_cond_init(&future->is_set, NULL);
    link_init(&future->waiters);
}

void future_release(struct future *future)
{
    WITNESS_MUTEX_DESTROY(&future->lock);
    pthread_cond_destroy(&future->is_set);
}

/* Everybody is told while the lock is held. Who wakes up looks at the future
 * first, which needs the lock, so nobody releases it before we have let go. */
static void tell_everybody(struct future *future)
{
    struct link *link;
    while ((link = link_pop(&future->waiters))) {
        struct waiter *waiter = CONTAINER(link, struct waiter, link);
        loop_post(waiter->loop, &waiter->post);
    }
    pthread_cond_broadcast(&future->is_set);
}

static int complete(struct future *future, int error, void *value)
{
    pthread_mutex_lock(&future->lock);
    bool already = future->set;
    if (!already) {
        future->set = true;
        future->error = error;
        future->value = value;
        tell_everybody(future);
    }
    pthread_mutex_unlock(&future->lock);
    return already ? -EALREADY : 0;
}

int future_set(struct future *future, void *value)
{
    return complete(future, 0, value);
}

int future_fail(struct future *future, int error)
{
    return complete(future, error, NULL);
}

/* The lock is held. */
static int result(const struct future *future, void **value)
{
    if (!future->set)
        return -EINPROGRESS;
    if (value && !future->error)
        *value = future->value;
    return future->error;
}

int future_result(struct future *future, void **value)
{
    pthread_mutex_lock(&future->lock);
    int error = result(future, value);
    pthread_mutex_unlock(&future->lock);
    return error;
}

int future_wait(struct future *future, void **value)
{
    pthread_mutex_lock(&future->lock);
    while (!future->set)
        pthread_cond_wait(&future->is_set, &future->lock);
    int error = result(future, value);
    pthread_mutex_unlock(&future->lock);
    return error;
}

bool future_watch(struct future *future, struct waiter *waiter)
{
    pthread_mutex_lock(&future->lock);
    bool waits = !future->set;
    link_init(&waiter->link);
    if (waits)
        link_append(&future->waiters, &waiter->link);
    pthread_mutex_unlock(&future->lock);
    return waits;
}

bool future_unwatch(struct future *future, struct waiter *waiter)
{
    pthread_mutex_lock(&future->lock);
    bool waits = !link_alone(&waiter->link);
    link_remove(&waiter->link);
    pthread_mutex_unlock(&future->lock);
    return waits;
}
