// exception_ptr.cc: std::exception_ptr: exceptions that outlive their handlers, and
// go to other threads. One that is thrown again has a header of its own, so that
// several threads may handle it at a time.
#include "exceptions.h"

#include <cstdlib>
#include <cstring>
#include <exception>

namespace __cxxabiv1
{
extern "C" __cxa_refcounted_exception *
__cxa_init_primary_exception(void *object, std::type_info *type, void (*destroy)(void *)) noexcept
{
    exception_header *header = header_of_object(object);
    header->type = type;
    header->destroy = destroy;
    header->unwind.exception_class = ours;
    return nullptr; // nobody looks at it
}
} // namespace __cxxabiv1

namespace std
{
namespace __exception_ptr
{
exception_ptr::exception_ptr(void *object) noexcept : _M_exception_object(object)
{
    _M_addref();
}

void exception_ptr::_M_addref() noexcept
{
    if (_M_exception_object)
        exception_hold(_M_exception_object);
}

void exception_ptr::_M_release() noexcept
{
    if (_M_exception_object)
        exception_release(_M_exception_object);
    _M_exception_object = nullptr;
}

void *exception_ptr::_M_get() const noexcept
{
    return _M_exception_object;
}
} // namespace __exception_ptr

exception_ptr current_exception() noexcept
{
    exception_header *header = exception_caught();
    return header ? exception_ptr(object_of(header)) : exception_ptr();
}

void rethrow_exception(exception_ptr what)
{
    void *object = what._M_get();
    auto *again = static_cast<counted *>(malloc(sizeof(counted)));
    memset(static_cast<void *>(again), 0, sizeof *again);
    again->header.type = static_cast<type_info *>(object);
    again->header.unwind.exception_class = thrown_again;
    exception_hold(object);
    what = nullptr;
    exception_raise(&again->header);
}
} // namespace std
