/* attributes.c: attributes of threads, and who a thread is. Words of a
 * pthread_attr_t: 0: detached; 2 and 3: the stack's size; 4 and 5: where it is. */
#include "explore/runtime/sync.h"

enum { DETACHED = 0, SIZE_AT = 8, STACK_AT = 16, SHOWN_PROCESS = 1000 };

uint64_t do_attr_init(uint64_t attributes);
uint64_t do_attr_init(uint64_t attributes)
{
    sync_set(model.current, attributes, DETACHED, 0);
    access_put(attributes + SIZE_AT, 8, STACK_SIZE);
    access_put(attributes + STACK_AT, 8, 0);
    return 0;
}

uint64_t do_attr_setdetachstate(uint64_t attributes, uint64_t detached);
uint64_t do_attr_setdetachstate(uint64_t attributes, uint64_t detached)
{
    sync_set(model.current, attributes, DETACHED, (uint32_t)detached);
    return 0;
}

/* Remembered, and no more: every stack has 1 MiB. */
uint64_t do_attr_setstacksize(uint64_t attributes, uint64_t size);
uint64_t do_attr_setstacksize(uint64_t attributes, uint64_t size)
{
    access_put(attributes + SIZE_AT, 8, size);
    return 0;
}

uint64_t do_attr_getdetachstate(uint64_t attributes, uint64_t place);
uint64_t do_attr_getdetachstate(uint64_t attributes, uint64_t place)
{
    access_put(place, 4, sync_words(attributes)[DETACHED]);
    return 0;
}

uint64_t do_attr_getstacksize(uint64_t attributes, uint64_t place);
uint64_t do_attr_getstacksize(uint64_t attributes, uint64_t place)
{
    access_put(place, 8, access_get(attributes + SIZE_AT, 8));
    return 0;
}

uint64_t do_attr_getstack(uint64_t attributes, uint64_t place, uint64_t size);
uint64_t do_attr_getstack(uint64_t attributes, uint64_t place, uint64_t size)
{
    access_put(place, 8, access_get(attributes + STACK_AT, 8));
    access_put(size, 8, access_get(attributes + SIZE_AT, 8));
    return 0;
}

uint64_t do_getattr(uint64_t whom, uint64_t attributes);
uint64_t do_getattr(uint64_t whom, uint64_t attributes)
{
    do_attr_init(attributes);
    sync_set(model.current, attributes, DETACHED, threads[whom - 1].detached);
    access_put(attributes + STACK_AT, 8, STACKS_BASE + (whom - 1) * STACK_SIZE);
    return 0;
}

/* The same in every run. */
uint64_t do_getpid(void);
uint64_t do_getpid(void)
{
    return SHOWN_PROCESS;
}

uint64_t do_getppid(void);
uint64_t do_getppid(void)
{
    return 1;
}

uint64_t do_gettid(void);
uint64_t do_gettid(void)
{
    return SHOWN_PROCESS + model.current;
}
