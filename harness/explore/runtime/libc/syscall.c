/* syscall.c: the one system call that programs make by number because the C library
 * has no function for it: futex(2), from which locks of one's own are built, and
 * C++20's latches, barriers, semaphores and waiting atomics. */
#include "explore/runtime/libc/program_side.h"

#include <errno.h>
#include <linux/futex.h>
#include <stdarg.h>
#include <sys/syscall.h>

long stub_futex_wait(const uint32_t *word, uint64_t value, uint64_t timed);
long stub_futex_wake(const uint32_t *word, uint64_t count);

static long refuse(int error)
{
    stub_errno_set(error);
    return -1;
}

/* The arguments after the number. Only a bit set says that there are all six. */
static long futex(va_list *more)
{
    const uint32_t *word = va_arg(*more, const uint32_t *);
    int what = va_arg(*more, int) & ~(FUTEX_PRIVATE_FLAG | FUTEX_CLOCK_REALTIME);
    uint32_t value = va_arg(*more, uint32_t);
    if ((uintptr_t)word % sizeof *word != 0)
        return refuse(EINVAL);
    if (what == FUTEX_WAKE)
        return stub_futex_wake(word, (int32_t)value < 0 ? 0 : value);
    if (what != FUTEX_WAIT && what != FUTEX_WAIT_BITSET && what != FUTEX_WAKE_BITSET)
        stub_unsupported("futex other than WAIT and WAKE");
    bool timed = va_arg(*more, const void *) != NULL;
    if (what == FUTEX_WAIT)
        return stub_futex_wait(word, value, timed);
    (void)va_arg(*more, const uint32_t *);
    if (va_arg(*more, uint32_t) != FUTEX_BITSET_MATCH_ANY)
        stub_unsupported("futex with a bit set");
    return what == FUTEX_WAIT_BITSET ? stub_futex_wait(word, value, timed)
                                     : stub_futex_wake(word, (int32_t)value < 0 ? 0 : value);
}

long wrap_syscall(long number, ...);
long wrap_syscall(long number, ...)
{
    va_list more;
    if (number != SYS_futex)
        stub_unsupported("syscall other than futex");
    va_start(more, number);
    long result = futex(&more);
    va_end(more);
    return result;
}
