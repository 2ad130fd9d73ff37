// exceptions.cc: throwing and catching, after the "Itanium C++ ABI: Exception
// Handling". The C++ library's own would keep exceptions on a heap and in
// variables that the engine cannot take back. Unwinding itself, and finding the
// handler, is the library's.
#include "exceptions.h"

#include <cstdlib>
#include <cstring>
#include <exception>

extern "C" void native_begin();
extern "C" void *__cxa_begin_catch(void *place) noexcept;

namespace
{

struct thread_exceptions {
    exception_header *caught;
    unsigned uncaught;
};

thread_local thread_exceptions mine;

exception_header *header_of(_Unwind_Exception *unwind)
{
    return reinterpret_cast<exception_header *>(reinterpret_cast<char *>(unwind) -
                                                offsetof(exception_header, unwind));
}

void release(exception_header *header)
{
    bool again = header->unwind.exception_class == thrown_again;
    exception_release(object_of(header));
    if (again)
        free(reinterpret_cast<char *>(header) - offsetof(counted, header));
}

void clean_up(_Unwind_Reason_Code, _Unwind_Exception *unwind)
{
    release(header_of(unwind));
}

// The library writes into the header without the engine's knowledge.
void declare(exception_header *header)
{
    memset(&header->switch_value, 0,
           offsetof(exception_header, unwind) - offsetof(exception_header, switch_value));
    header->unwind.private_1 = header->unwind.private_2 = 0;
    native_begin();
}

} // namespace

static int *references_of(void *object)
{
    return reinterpret_cast<int *>(reinterpret_cast<char *>(header_of_object(object)) -
                                   offsetof(counted, header));
}

void exception_hold(void *object)
{
    __atomic_add_fetch(references_of(object), 1, __ATOMIC_ACQ_REL);
}

void exception_release(void *object)
{
    exception_header *header = header_of_object(object);
    if (__atomic_sub_fetch(references_of(object), 1, __ATOMIC_ACQ_REL) > 0)
        return;
    if (header->destroy)
        header->destroy(object);
    free(references_of(object));
}

exception_header *exception_caught()
{
    return mine.caught;
}

void exception_raise(exception_header *header)
{
    header->terminate = std::get_terminate();
    header->unwind.exception_cleanup = clean_up;
    mine.uncaught++;
    declare(header);
    _Unwind_RaiseException(&header->unwind);
    __cxa_begin_catch(&header->unwind);
    std::terminate();
}

extern "C" {

void *__cxa_allocate_exception(size_t size) noexcept
{
    void *memory = malloc(sizeof(counted) + size);
    memset(memory, 0, sizeof(counted));
    return static_cast<counted *>(memory) + 1;
}

void __cxa_free_exception(void *object) noexcept
{
    free(static_cast<counted *>(object) - 1);
}

void *__cxa_get_globals() noexcept
{
    return &mine;
}

void *__cxa_get_globals_fast() noexcept
{
    return &mine;
}

void *__cxa_begin_catch(void *place) noexcept
{
    exception_header *header = header_of(static_cast<_Unwind_Exception *>(place));
    header->handlers = (header->handlers < 0 ? -header->handlers : header->handlers) + 1;
    mine.uncaught--;
    if (header != mine.caught) {
        header->next = mine.caught;
        mine.caught = header;
    }
    return header->adjusted;
}

void __cxa_end_catch()
{
    exception_header *header = mine.caught;
    if (!header)
        return;
    if (header->handlers < 0) {
        if (++header->handlers == 0)
            mine.caught = header->next; // it goes on its way
    } else if (--header->handlers == 0) {
        mine.caught = header->next;
        release(header);
    }
}

void *__cxa_get_exception_ptr(void *place) noexcept
{
    return header_of(static_cast<_Unwind_Exception *>(place))->adjusted;
}

[[noreturn]] void __cxa_throw(void *object, std::type_info *type, void (*destroy)(void *))
{
    exception_header *header = header_of_object(object);
    header->type = type;
    header->destroy = destroy;
    header->unwind.exception_class = ours;
    exception_hold(object);
    exception_raise(header);
}

[[noreturn]] void __cxa_rethrow()
{
    exception_header *header = mine.caught;
    if (header) {
        mine.uncaught++;
        header->handlers = -header->handlers;
        native_begin();
        _Unwind_Resume_or_Rethrow(&header->unwind);
        __cxa_begin_catch(&header->unwind);
    }
    std::terminate();
}

} // extern "C"

namespace std
{
int uncaught_exceptions() noexcept
{
    return static_cast<int>(mine.uncaught);
}

bool uncaught_exception() noexcept
{
    return mine.uncaught != 0;
}
} // namespace std
