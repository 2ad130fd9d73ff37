/* library.c: what the wrappers of the C library (libc/) ask of the engine. */
#include "explore/runtime/access.h"
#include "explore/runtime/event.h"
#include "explore/runtime/file.h"
#include "explore/runtime/file_op.h"

#include <string.h>

extern uint64_t do_errno_location(void);

/* The engine's own code lies together (see CMakeLists.txt). */
extern const char __start_engine_text[], __stop_engine_text[];
extern const char __executable_start[], etext[];

static uint64_t address_of(const char *symbol)
{
    return (uint64_t)(uintptr_t)symbol;
}

bool in_program(uint64_t pc)
{
    uint64_t engine = address_of(__start_engine_text);
    return pc - address_of(__executable_start) <
               address_of(etext) - address_of(__executable_start) &&
           pc - engine >= address_of(__stop_engine_text) - engine;
}

uint64_t program_pc(void)
{
    uint64_t frames[EVENT_FRAMES];
    unsigned depth = model.count ? event_stack(model.current, frames) : 0;
    for (unsigned i = 0; i < depth; i++)
        if (in_program(frames[i]))
            return frames[i];
    return depth ? frames[0] : 0;
}

uint64_t call_error(int number)
{
    access_put(do_errno_location(), 4, (uint32_t)number);
    return (uint64_t)-1;
}

void do_errno_set(uint64_t number);
void do_errno_set(uint64_t number)
{
    call_error((int)number);
}

static enum op_end execute(unsigned thread, struct op *op, unsigned way, uint64_t result[2])
{
    (void)way;
    (void)result;
    memory_log(op->address, op->size, thread);
    return OP_DONE;
}

const struct op_class op_class_hidden = {.execute = execute};

void do_hidden(uint64_t state, uint64_t size);
void do_hidden(uint64_t state, uint64_t size)
{
    struct op op = {.kind = OP_HIDDEN, .address = state, .size = size};
    if (model.count && access_visible(state, size, true))
        model_park(op);
    memory_log(state, size, model.current);
}

_Noreturn void do_unsupported(const char *what);
_Noreturn void do_unsupported(const char *what)
{
    runtime_unsupported_at(what, program_pc());
}

_Noreturn void do_bad_stream(uint64_t stream);
_Noreturn void do_bad_stream(uint64_t stream)
{
    model_fail_here(FINDING_CRASH, stream, "uses a stream that is not open");
}
