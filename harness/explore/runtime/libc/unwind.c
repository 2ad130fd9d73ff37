/* unwind.c: a thread that ends before its function returns runs its clean-up
 * handlers. pthread_cleanup_push() of the C library's header keeps a place to
 * jump back to for each. */
#include "explore/runtime/libc/program_side.h"
#include "explore/runtime/thread.h"
#include "explore/runtime/model.h"

#include <pthread.h>
#include <setjmp.h>

/* As pthread.h lays out __pthread_unwind_buf_t: a jump, and words for us. */
struct cleanup {
    struct {
        __jmp_buf jump;
        int saved_mask;
    } place;
    struct cleanup *outer;
};

struct cleanup *stub_unwinding(void);
void stub_unwind_to(struct cleanup *cleanup);
void stub_unwind_result(void *result);
bool stub_owner_dies(void);
_Noreturn void stub_finish(void *result);
void (*stub_key_next(void **argument))(void *);

_Noreturn static void unwind(void)
{
    struct cleanup *cleanup = stub_unwinding();
    if (cleanup)
        longjmp((struct __jmp_buf_tag *)(void *)cleanup, 1);
    void *argument;
    for (void (*destroy)(void *); (destroy = stub_key_next(&argument));)
        destroy(argument);
    while (stub_owner_dies())
        ;
    stub_finish((void *)(uintptr_t)threads[model.current].result);
}

_Noreturn void wrap_pthread_exit(void *result);
_Noreturn void wrap_pthread_exit(void *result)
{
    stub_unwind_result(result);
    unwind();
}

/* C11: a thread's int result travels as a pointer. */
_Noreturn void wrap_thrd_exit(int result);
_Noreturn void wrap_thrd_exit(int result)
{
    wrap_pthread_exit((void *)(intptr_t)result);
}

_Noreturn void unwind_cancelled(void);
_Noreturn void unwind_cancelled(void)
{
    wrap_pthread_exit(PTHREAD_CANCELED);
}

void wrap___pthread_register_cancel(struct cleanup *cleanup);
void wrap___pthread_register_cancel(struct cleanup *cleanup)
{
    cleanup->outer = stub_unwinding();
    stub_unwind_to(cleanup);
}

void wrap___pthread_unregister_cancel(struct cleanup *cleanup);
void wrap___pthread_unregister_cancel(struct cleanup *cleanup)
{
    stub_unwind_to(cleanup->outer);
}

_Noreturn void wrap___pthread_unwind_next(struct cleanup *cleanup);
_Noreturn void wrap___pthread_unwind_next(struct cleanup *cleanup)
{
    stub_unwind_to(cleanup->outer);
    unwind();
}

/* Jumps of the program's own stay on their thread's stack. */
_Noreturn void wrap_longjmp(jmp_buf place, int value);
_Noreturn void wrap_longjmp(jmp_buf place, int value)
{
    stub_access_read(place, sizeof(jmp_buf));
    longjmp(place, value);
}

_Noreturn void wrap__longjmp(jmp_buf place, int value) __attribute__((alias("wrap_longjmp")));
_Noreturn void wrap_siglongjmp(jmp_buf place, int value) __attribute__((alias("wrap_longjmp")));
