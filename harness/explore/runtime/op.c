#include "explore/runtime/op.h"

#define X(kind, name, class) extern const struct op_class class;
OP_KINDS(X)
#undef X

const struct op_class *const op_classes[OP_KIND_COUNT] = {
#define X(kind, name, class) [kind] = &class,
    OP_KINDS(X)
#undef X
};

const char *const op_names[OP_KIND_COUNT] = {
#define X(kind, name, class) [kind] = name,
    OP_KINDS(X)
#undef X
};

static bool overlap(uint64_t x, uint64_t x_size, uint64_t y, uint64_t y_size)
{
    return x < y + y_size && y < x + x_size;
}

/* An operation touches [address, size), which it writes unless it only reads,
 * and reads [other, other_size). */
bool op_conflict(const struct op *x, const struct op *y)
{
    bool targets = overlap(x->address, x->size, y->address, y->size);
    if (targets && (op_writes(x) || op_writes(y)))
        return true;
    return (op_writes(x) && overlap(x->address, x->size, y->other, y->other_size)) ||
           (op_writes(y) && overlap(y->address, y->size, x->other, x->other_size)) ||
           (op_writes(x) && op_writes(y) && x->other_size && y->other_size &&
            overlap(x->other, x->other_size, y->other, y->other_size) && x->kind != OP_COPY &&
            y->kind != OP_COPY);
}

static bool is_access(const struct op *op)
{
    return op->kind >= OP_READ && op->kind <= OP_CAS && op->kind != OP_FREE;
}

bool op_race(const struct op *x, const struct op *y)
{
    return is_access(x) && is_access(y) &&
           (op_classes[x->kind]->plain || op_classes[y->kind]->plain) && op_conflict(x, y);
}
