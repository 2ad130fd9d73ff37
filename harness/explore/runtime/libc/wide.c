/* wide.c: atomics of more than 8 bytes. Each is one step, declared as a write of
 * the whole object; the work follows at once. */
#include "explore/runtime/libc/program_side.h"

#include <string.h>

void stub_wide(const volatile void *object, size_t size);

__extension__ typedef unsigned __int128 wide;

#define WIDE(name, after)                                                                          \
    wide __tsan_atomic128_##name(volatile wide *object, wide operand, int order);                  \
    wide __tsan_atomic128_##name(volatile wide *object, wide operand, int order)                   \
    {                                                                                              \
        (void)order;                                                                               \
        stub_wide(object, sizeof *object);                                                         \
        wide before = *object;                                                                     \
        *object = after;                                                                           \
        return before;                                                                             \
    }

WIDE(exchange, operand)
WIDE(fetch_add, before + operand)
WIDE(fetch_sub, before - operand)
WIDE(fetch_and, before &operand)
WIDE(fetch_or, before | operand)
WIDE(fetch_xor, before ^ operand)
WIDE(fetch_nand, ~(before &operand))

wide __tsan_atomic128_load(const volatile wide *object, int order);
wide __tsan_atomic128_load(const volatile wide *object, int order)
{
    (void)order;
    stub_wide(object, sizeof *object);
    return *object;
}

void __tsan_atomic128_store(volatile wide *object, wide value, int order);
void __tsan_atomic128_store(volatile wide *object, wide value, int order)
{
    (void)order;
    stub_wide(object, sizeof *object);
    *object = value;
}

wide __tsan_atomic128_compare_exchange_val(volatile wide *object, wide expected, wide value,
                                           int order, int failure);
wide __tsan_atomic128_compare_exchange_val(volatile wide *object, wide expected, wide value,
                                           int order, int failure)
{
    (void)order;
    (void)failure;
    stub_wide(object, sizeof *object);
    wide before = *object;
    if (before == expected)
        *object = value;
    return before;
}

int __tsan_atomic128_compare_exchange_strong(volatile wide *object, wide *expected, wide value,
                                             int order, int failure);
int __tsan_atomic128_compare_exchange_strong(volatile wide *object, wide *expected, wide value,
                                             int order, int failure)
{
    wide wanted = *expected;
    stub_access_write(expected, sizeof *expected);
    wide before = __tsan_atomic128_compare_exchange_val(object, wanted, value, order, failure);
    if (before != wanted)
        *expected = before;
    return before == wanted;
}

int __tsan_atomic128_compare_exchange_weak(volatile wide *object, wide *expected, wide value,
                                           int order, int failure)
    __attribute__((alias("__tsan_atomic128_compare_exchange_strong")));

/* Of any size: what the compilers call for structures. */

void wrap___atomic_load(size_t size, const void *object, void *to, int order);
void wrap___atomic_load(size_t size, const void *object, void *to, int order)
{
    (void)order;
    stub_access_write(to, size);
    stub_wide(object, size);
    memcpy(to, object, size);
}

void wrap___atomic_store(size_t size, void *object, const void *from, int order);
void wrap___atomic_store(size_t size, void *object, const void *from, int order)
{
    (void)order;
    stub_access_read(from, size);
    stub_wide(object, size);
    memcpy(object, from, size);
}

void wrap___atomic_exchange(size_t size, void *object, const void *from, void *to, int order);
void wrap___atomic_exchange(size_t size, void *object, const void *from, void *to, int order)
{
    (void)order;
    stub_access_read(from, size);
    stub_access_write(to, size);
    stub_wide(object, size);
    memcpy(to, object, size);
    memcpy(object, from, size);
}

bool wrap___atomic_compare_exchange(size_t size, void *object, void *expected, const void *from,
                                    int order, int failure);
bool wrap___atomic_compare_exchange(size_t size, void *object, void *expected, const void *from,
                                    int order, int failure)
{
    (void)order;
    (void)failure;
    stub_access_write(expected, size);
    stub_access_read(from, size);
    stub_wide(object, size);
    bool equal = memcmp(object, expected, size) == 0;
    memcpy(equal ? object : expected, equal ? from : object, size);
    return equal;
}

#define SIXTEEN(name, parameters, call)                                                            \
    wide wrap___atomic_##name##_16(volatile wide *object, parameters int order);                   \
    wide wrap___atomic_##name##_16(volatile wide *object, parameters int order)                    \
    {                                                                                              \
        return call;                                                                               \
    }
#define OPERAND wide operand,

SIXTEEN(load, , __tsan_atomic128_load(object, order))
SIXTEEN(exchange, OPERAND, __tsan_atomic128_exchange(object, operand, order))
SIXTEEN(fetch_add, OPERAND, __tsan_atomic128_fetch_add(object, operand, order))
SIXTEEN(fetch_sub, OPERAND, __tsan_atomic128_fetch_sub(object, operand, order))
SIXTEEN(fetch_and, OPERAND, __tsan_atomic128_fetch_and(object, operand, order))
SIXTEEN(fetch_or, OPERAND, __tsan_atomic128_fetch_or(object, operand, order))
SIXTEEN(fetch_xor, OPERAND, __tsan_atomic128_fetch_xor(object, operand, order))
SIXTEEN(fetch_nand, OPERAND, __tsan_atomic128_fetch_nand(object, operand, order))

void wrap___atomic_store_16(volatile wide *object, wide value, int order)
    __attribute__((alias("__tsan_atomic128_store")));
bool wrap___atomic_compare_exchange_16(volatile wide *object, wide *expected, wide value, int order,
                                       int failure);
bool wrap___atomic_compare_exchange_16(volatile wide *object, wide *expected, wide value, int order,
                                       int failure)
{
    return __tsan_atomic128_compare_exchange_strong(object, expected, value, order, failure);
}
