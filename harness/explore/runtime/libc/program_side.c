/* program_side.c: wrappers of threads that run on the program's own fiber,
 * because they call back into the program. */
#include "explore/runtime/libc/program_side.h"

#include <pthread.h>
#include <semaphore.h>
#include <threads.h>

int stub_once_begin(pthread_once_t *once);
void stub_once_end(pthread_once_t *once);
_Noreturn void stub_exit(int status);
int stub_exit_handler(void (*handler)(void *), void *argument);
void (*stub_exit_next(void **argument))(void *);
int wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*entry)(void *),
                        void *argument);
int wrap_pthread_join(pthread_t thread, void **result);

void stub_once_abort(pthread_once_t *once);

static void abort_once(pthread_once_t **begun)
{
    if (*begun)
        stub_once_abort(*begun);
}

int wrap_pthread_once(pthread_once_t *once, void (*routine)(void));
int wrap_pthread_once(pthread_once_t *once, void (*routine)(void))
{
    if (stub_once_begin(once)) {
        /* Left by an exception, it is as if nobody had begun. */
        pthread_once_t *begun __attribute__((cleanup(abort_once))) = once;
        routine();
        stub_once_end(once);
        begun = NULL;
    }
    return 0;
}

int wrap_pthread_equal(pthread_t x, pthread_t y);
int wrap_pthread_equal(pthread_t x, pthread_t y)
{
    return x == y;
}

void *stub_emutls_get(void *control);
void *__emutls_get_address(void *control);
void *__emutls_get_address(void *control)
{
    return stub_emutls_get(control);
}

/* The program has more than one thread, for all that it need know. */
extern char wrap___libc_single_threaded;
char wrap___libc_single_threaded;

/* Registered with an argument; those of atexit() take none and ignore it. */
int wrap___cxa_atexit(void (*handler)(void *), void *argument, void *object);
int wrap___cxa_atexit(void (*handler)(void *), void *argument, void *object)
{
    (void)object;
    return stub_exit_handler(handler, argument);
}

int wrap_atexit(void (*handler)(void));
int wrap_atexit(void (*handler)(void))
{
    __extension__ union {
        void (*without)(void);
        void (*with)(void *);
    } both = {.without = handler};
    return stub_exit_handler(both.with, NULL);
}

/* Destructors of the program's own (see explore-cc). */
extern void (*const __start_program_fini[])(void) __attribute__((weak));
extern void (*const __stop_program_fini[])(void) __attribute__((weak));

_Noreturn void wrap_exit(int status);
_Noreturn void wrap_exit(int status)
{
    void *argument;
    for (void (*handler)(void *); (handler = stub_exit_next(&argument));)
        handler(argument);
    for (void (*const *destroy)(void) = __stop_program_fini; destroy > __start_program_fini;)
        (*--destroy)();
    stub_exit(status);
}

/* C11 threads: a thread's int result travels as a pointer. */
int wrap_thrd_create(pthread_t *thread, int (*entry)(void *), void *argument);
int wrap_thrd_create(pthread_t *thread, int (*entry)(void *), void *argument)
{
    __extension__ union {
        int (*returns_int)(void *);
        void *(*returns_pointer)(void *);
    } both = {.returns_int = entry};
    return wrap_pthread_create(thread, NULL, both.returns_pointer, argument);
}

int wrap_thrd_equal(pthread_t x, pthread_t y) __attribute__((alias("wrap_pthread_equal")));

void wrap_call_once(pthread_once_t *once, void (*routine)(void));
void wrap_call_once(pthread_once_t *once, void (*routine)(void))
{
    wrap_pthread_once(once, routine);
}

int wrap_pthread_key_create(pthread_key_t *key, void (*destroy)(void *));
int wrap_tss_create(pthread_key_t *key, void (*destroy)(void *));
int wrap_tss_create(pthread_key_t *key, void (*destroy)(void *))
{
    return wrap_pthread_key_create(key, destroy) == 0 ? thrd_success : thrd_error;
}

int wrap_pthread_setspecific(pthread_key_t key, const void *value);
int wrap_tss_set(pthread_key_t key, void *value);
int wrap_tss_set(pthread_key_t key, void *value)
{
    return wrap_pthread_setspecific(key, value) == 0 ? thrd_success : thrd_error;
}

int stub_sem_value(sem_t *semaphore);
int wrap_sem_getvalue(sem_t *semaphore, int *to);
int wrap_sem_getvalue(sem_t *semaphore, int *to)
{
    stub_access_write(to, sizeof *to);
    *to = stub_sem_value(semaphore);
    return 0;
}

int wrap_thrd_join(pthread_t thread, int *result);
int wrap_thrd_join(pthread_t thread, int *result)
{
    void *pointer;
    if (wrap_pthread_join(thread, &pointer) != 0)
        return thrd_error;
    if (result) {
        stub_access_write(result, sizeof *result);
        *result = (int)(intptr_t)pointer;
    }
    return 0;
}
