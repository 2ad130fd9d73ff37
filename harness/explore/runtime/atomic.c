/* atomic.c: C11 atomics under sequential consistency, here of 1 to 8 bytes; memory
 * orders are accepted and make no difference. A weak compare-exchange does
 * not fail spuriously. */
#include "explore/runtime/access.h"

/* What the location holds afterwards, given what it held and the operand. */
static uint64_t combine(uint64_t kind, uint64_t old, uint64_t operand)
{
    switch (kind) {
    case OP_ADD:
        return old + operand;
    case OP_SUB:
        return old - operand;
    case OP_AND:
        return old & operand;
    case OP_OR:
        return old | operand;
    case OP_XOR:
        return old ^ operand;
    case OP_NAND:
        return ~(old & operand);
    default:
        return operand;
    }
}

/* argument[0]: operand. For OP_CAS, argument[1]: the expected value, or with
 * argument[2] set its address, which receives the value found on failure. */
static void compare_exchange(const struct op *op, uint64_t result[2])
{
    uint64_t old = access_get(op->address, op->size);
    uint64_t expected = op->argument[2] ? access_get(op->argument[1], op->size) : op->argument[1];
    if (old == expected)
        access_put(op->address, op->size, op->argument[0]);
    else if (op->argument[2])
        access_put(op->argument[1], op->size, old);
    result[0] = op->argument[2] ? old == expected : old;
}

static enum op_end execute(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)thread;
    (void)way;
    if (access_bad(op->address, op->size, op->kind != OP_LOAD))
        return OP_FAILED;
    uint64_t old = access_get(op->address, op->size);
    result[0] = old;
    if (op->kind == OP_CAS)
        compare_exchange(op, result);
    else if (op->kind != OP_LOAD)
        access_put(op->address, op->size, combine(op->kind, old, op->argument[0]));
    return OP_DONE;
}

const struct op_class op_class_atomic = {.execute = execute};

static uint64_t atomic(struct op op)
{
    uint64_t result[2] = {0, 0};
    uint64_t mask = op.size == 8 ? ~UINT64_C(0) : (UINT64_C(1) << (op.size * 8)) - 1;
    op.argument[0] &= mask;
    if (op.kind == OP_CAS && !op.argument[2])
        op.argument[1] &= mask;
    if (model.count && access_visible(op.address, op.size, op.kind != OP_LOAD))
        model_park(op);
    execute(model.current, &op, 0, result);
    return result[0];
}

#define RMW(bits, name, op_kind)                                                                   \
    uint64_t atomic##bits##_##name(uint64_t address, uint64_t value, int order);                   \
    uint64_t atomic##bits##_##name(uint64_t address, uint64_t value, int order)                    \
    {                                                                                              \
        (void)order;                                                                               \
        return atomic((struct op){                                                                 \
            .kind = op_kind, .address = address, .size = bits / 8, .argument = {value}});          \
    }

#define SIZE(bits)                                                                                 \
    uint64_t atomic##bits##_load(uint64_t address, int order);                                     \
    uint64_t atomic##bits##_load(uint64_t address, int order)                                      \
    {                                                                                              \
        (void)order;                                                                               \
        return atomic((struct op){.kind = OP_LOAD, .address = address, .size = bits / 8});         \
    }                                                                                              \
    RMW(bits, store, OP_STORE)                                                                     \
    RMW(bits, exchange, OP_EXCHANGE)                                                               \
    RMW(bits, fetch_add, OP_ADD)                                                                   \
    RMW(bits, fetch_sub, OP_SUB)                                                                   \
    RMW(bits, fetch_and, OP_AND)                                                                   \
    RMW(bits, fetch_or, OP_OR)                                                                     \
    RMW(bits, fetch_xor, OP_XOR)                                                                   \
    RMW(bits, fetch_nand, OP_NAND)                                                                 \
    uint64_t atomic##bits##_compare_exchange(uint64_t address, uint64_t expected, uint64_t value); \
    uint64_t atomic##bits##_compare_exchange(uint64_t address, uint64_t expected, uint64_t value)  \
    {                                                                                              \
        return atomic((struct op){.kind = OP_CAS,                                                  \
                                  .address = address,                                              \
                                  .size = bits / 8,                                                \
                                  .argument = {value, expected, 1}});                              \
    }                                                                                              \
    uint64_t atomic##bits##_compare_exchange_val(uint64_t address, uint64_t expected,              \
                                                 uint64_t value);                                  \
    uint64_t atomic##bits##_compare_exchange_val(uint64_t address, uint64_t expected,              \
                                                 uint64_t value)                                   \
    {                                                                                              \
        return atomic((struct op){.kind = OP_CAS,                                                  \
                                  .address = address,                                              \
                                  .size = bits / 8,                                                \
                                  .argument = {value, expected, 0}});                              \
    }

SIZE(8)
SIZE(16)
SIZE(32)
SIZE(64)

/* Before an atomic operation of more than 8 bytes, which the wrapper then does
 * itself (libc/wide.c). */
static enum op_end execute_wide(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)way;
    (void)result;
    if (access_bad(op->address, op->size, true))
        return OP_FAILED;
    memory_log(op->address, op->size, thread);
    return OP_DONE;
}

const struct op_class op_class_wide = {.execute = execute_wide};

void do_wide(uint64_t address, uint64_t size);
void do_wide(uint64_t address, uint64_t size)
{
    struct op op = {.kind = OP_WIDE, .address = address, .size = size};
    uint64_t unused[2];
    if (model.count && access_visible(address, size, true))
        model_park(op);
    execute_wide(model.current, &op, 0, unused);
}

void atomic_fence(int order);
void atomic_fence(int order)
{
    (void)order;
}
