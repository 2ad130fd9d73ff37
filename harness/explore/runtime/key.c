/* key.c: thread-specific data. The values lie in each thread's own area. */
#include "explore/runtime/access.h"
#include "explore/runtime/local.h"

#include <errno.h>

struct key {
    uint64_t used, destructor;
};

static struct key keys[LOCAL_KEYS];
static uint64_t keys_ever; /* none from here on was ever created, in any execution */

static uint64_t value_place(uint64_t key)
{
    return local_area() + LOCAL_KEYS_AT + 8 * key;
}

uint64_t do_pthread_key_create(uint64_t place, uint64_t destructor);
uint64_t do_pthread_key_create(uint64_t place, uint64_t destructor)
{
    for (uint64_t i = 0; i < LOCAL_KEYS; i++)
        if (!keys[i].used) {
            model_store(&keys[i].used, 1);
            model_store(&keys[i].destructor, destructor);
            access_put(place, 4, i);
            keys_ever = i + 1 > keys_ever ? i + 1 : keys_ever;
            return 0;
        }
    return EAGAIN;
}

uint64_t do_pthread_key_delete(uint64_t key);
uint64_t do_pthread_key_delete(uint64_t key)
{
    if ((uint32_t)key >= LOCAL_KEYS || !keys[(uint32_t)key].used)
        return EINVAL;
    model_store(&keys[(uint32_t)key].used, 0);
    return 0;
}

uint64_t do_pthread_getspecific(uint64_t key);
uint64_t do_pthread_getspecific(uint64_t key)
{
    return (uint32_t)key < LOCAL_KEYS ? access_get(value_place((uint32_t)key), 8) : 0;
}

uint64_t do_pthread_setspecific(uint64_t key, uint64_t value);
uint64_t do_pthread_setspecific(uint64_t key, uint64_t value)
{
    if ((uint32_t)key >= LOCAL_KEYS || !keys[(uint32_t)key].used)
        return EINVAL;
    access_put(value_place((uint32_t)key), 8, value);
    return 0;
}

/* For a thread that ends: the next destructor to run and its argument, or 0. */
uint64_t do_key_next(uint64_t *argument);
uint64_t do_key_next(uint64_t *argument)
{
    for (uint64_t i = 0; i < keys_ever; i++) {
        uint64_t value = access_get(value_place(i), 8);
        if (!value)
            continue;
        access_put(value_place(i), 8, 0);
        *argument = value;
        if (keys[i].used && keys[i].destructor)
            return keys[i].destructor;
    }
    return 0;
}
