/* Names for variables of functions and of threads. A local variable lies where
 * the debug information says, from the frame pointer of its function's call:
 * programs for exploration keep frame pointers. */
#include "explore/trace/inside.h"
#include "explore/trace/tape.h"
#include "explore/runtime/memory.h" /* where thread-locals lie */
#include "judge/memory.h"

#include <gelf.h>
#include <stdlib.h>
#include <string.h>

enum { X86_FRAME_POINTER = DW_OP_reg6, CFA_ABOVE_FRAME = 16 };

static bool is_x86(struct symbols *symbols)
{
    GElf_Addr bias;
    GElf_Ehdr header;
    Elf *elf = dwfl_module_getelf(symbols->module, &bias);
    return elf && gelf_getehdr(elf, &header) && header.e_machine == EM_X86_64;
}

/* The single operation that says where something is, at that place in the code. */
static bool operation_of(Dwarf_Die *die, unsigned name, Dwarf_Addr pc, Dwarf_Op *operation)
{
    Dwarf_Attribute attribute;
    Dwarf_Op *list;
    size_t length = 0;
    if (!dwarf_attr_integrate(die, name, &attribute) ||
        dwarf_getlocation_addr(&attribute, pc, &list, &length, 1) != 1 || length != 1)
        return false;
    *operation = *list;
    return true;
}

/* What the offsets of the function's variables count from. */
static bool base_of(Dwarf_Die *function, Dwarf_Addr pc, uint64_t frame, uint64_t *base)
{
    Dwarf_Op operation;
    if (!operation_of(function, DW_AT_frame_base, pc, &operation))
        return false;
    *base = operation.atom == DW_OP_call_frame_cfa ? frame + CFA_ABOVE_FRAME : frame;
    return operation.atom == DW_OP_call_frame_cfa || operation.atom == X86_FRAME_POINTER;
}

/* The variable of the scope that lies there. */
static char *variable_at(Dwarf_Die *scope, Dwarf_Addr pc, uint64_t base, uint64_t address,
                         bool *points)
{
    Dwarf_Die child, type;
    Dwarf_Op operation;
    if (dwarf_child(scope, &child) != 0)
        return NULL;
    do {
        int tag = dwarf_tag(&child);
        if ((tag != DW_TAG_variable && tag != DW_TAG_formal_parameter) ||
            !operation_of(&child, DW_AT_location, pc, &operation) ||
            operation.atom != DW_OP_fbreg || !dwarf_diename(&child) || !type_of(&child, &type))
            continue;
        uint64_t offset = address - (base + operation.number);
        if (offset >= size_of(&type))
            continue;
        *points = points_inside(&child, offset);
        return describe_inside(memory_copy_text(dwarf_diename(&child)), &child, offset);
    } while (dwarf_siblingof(&child, &child) == 0);
    return NULL;
}

static Dwarf_Die *function_of(Dwarf_Die *scopes, int count)
{
    for (int i = 0; i < count; i++)
        if (dwarf_tag(&scopes[i]) == DW_TAG_subprogram)
            return &scopes[i];
    return NULL;
}

static char *find_local(struct symbols *symbols, uint64_t pc, uint64_t frame, uint64_t address,
                        bool *points)
{
    Dwarf_Addr bias = 0;
    Dwarf_Die *scopes = NULL;
    char *name = NULL;
    uint64_t base;
    if (!symbols->module || !is_x86(symbols))
        return NULL;
    Dwarf_Die *unit = dwfl_module_addrdie(symbols->module, pc - 1, &bias);
    int count = unit ? dwarf_getscopes(unit, pc - 1 - bias, &scopes) : 0;
    Dwarf_Die *function = count > 0 ? function_of(scopes, count) : NULL;
    if (function && base_of(function, pc - 1 - bias, frame, &base))
        for (int i = 0; i < count && !name; i++)
            name = variable_at(&scopes[i], pc - 1 - bias, base, address, points);
    free(scopes);
    return name;
}

/* On the tape a local is what its place from the frame pointer is kept as. */
char *symbols_local(struct symbols *symbols, uint64_t pc, uint64_t frame, uint64_t address,
                    bool *points)
{
    struct pointee kept = {NULL, NULL, false};
    *points = false;
    if (!symbols || !pc)
        return NULL;
    if (!symbols->tape || !tape_find_pointee(symbols->tape, pc, address - frame, &kept)) {
        kept.inside = memory_copy_text("");
        kept.variable = find_local(symbols, pc, frame, address, &kept.points);
        if (symbols->tape)
            tape_keep_pointee(symbols->tape, pc, address - frame, &kept);
    }
    *points = kept.points;
    free(kept.inside);
    return kept.variable;
}

void symbols_add_thread_local(struct symbols *symbols, uint64_t control, uint64_t place)
{
    if (!symbols)
        return;
    symbols->locals =
        memory_resize(symbols->locals, symbols->local_count + 1, sizeof *symbols->locals);
    symbols->locals[symbols->local_count++] = (struct thread_local_variable){control, place};
}

/* The variable that begins last before the place. */
static const struct thread_local_variable *thread_local_at(const struct symbols *symbols,
                                                           uint64_t place)
{
    const struct thread_local_variable *found = NULL;
    for (size_t i = 0; symbols && i < symbols->local_count; i++)
        if (symbols->locals[i].place <= place &&
            (!found || symbols->locals[i].place > found->place))
            found = &symbols->locals[i];
    return found;
}

/* Emulated TLS calls the control words after the variable. */
char *thread_local_object(struct symbols *symbols, uint64_t place)
{
    static const char prefix[] = "__emutls_v.";
    const struct thread_local_variable *local = thread_local_at(symbols, place);
    uint64_t offset = 0;
    const char *name = local ? symbols_symbol(symbols, local->control, &offset) : NULL;
    Dwarf_Die variable;
    if (place < 2 * sizeof(int))
        return memory_copy_text("errno");
    if (!name || strncmp(name, prefix, strlen(prefix)) != 0)
        return memory_copy_text("a thread-local variable");
    char *plain = plain_name(name + strlen(prefix));
    if (find_variable(symbols, plain, &variable))
        plain = describe_inside(plain, &variable, place - local->place);
    char *text = memory_print("%s (thread-local)", plain);
    free(plain);
    return text;
}
