// errors.cc: the standard exceptions and what throws them, and memory.
#include <cstdlib>
#include <cstring>
#include <cxxabi.h>
#include <functional>
#include <new>
#include <stdexcept>
#include <string>
#include <system_error>
#include <typeinfo>

static const char *copy_of(const char *text)
{
    size_t size = strlen(text) + 1;
    return static_cast<char *>(memcpy(malloc(size), text, size));
}

namespace std
{

__cow_string::__cow_string() : _M_p(copy_of(""))
{
}

__cow_string::__cow_string(const string &text) : _M_p(copy_of(text.c_str()))
{
}

__cow_string::__cow_string(const char *text, size_t size)
    : _M_p(copy_of(string(text, size).c_str()))
{
}

__cow_string::__cow_string(const __cow_string &other) noexcept : _M_p(copy_of(other._M_p))
{
}

__cow_string &__cow_string::operator=(const __cow_string &other) noexcept
{
    const char *old = _M_p;
    _M_p = copy_of(other._M_p);
    free(const_cast<char *>(old));
    return *this;
}

__cow_string::~__cow_string()
{
    free(const_cast<char *>(_M_p));
}

__cow_string::__cow_string(__cow_string &&other) noexcept : _M_p(copy_of(other._M_p))
{
}

__cow_string &__cow_string::operator=(__cow_string &&other) noexcept
{
    return *this = other;
}

#define ROOT(name)                                                                                 \
    name::name(const string &text) : _M_msg(text)                                                  \
    {                                                                                              \
    }                                                                                              \
    name::name(const char *text) : _M_msg(text, strlen(text))                                      \
    {                                                                                              \
    }                                                                                              \
    name::name(const name &other) noexcept = default;                                              \
    name &name::operator=(const name &other) noexcept = default;                                   \
    name::name(name &&other) noexcept = default;                                                   \
    name &name::operator=(name &&other) noexcept = default;                                        \
    name::~name() noexcept = default;                                                              \
    const char *name::what() const noexcept                                                        \
    {                                                                                              \
        return _M_msg._M_p;                                                                        \
    }
#define KIND(name, root)                                                                           \
    name::name(const string &text) : root(text)                                                    \
    {                                                                                              \
    }                                                                                              \
    name::name(const char *text) : root(text)                                                      \
    {                                                                                              \
    }                                                                                              \
    name::~name() noexcept = default;

ROOT(logic_error)
ROOT(runtime_error)
KIND(domain_error, logic_error)
KIND(invalid_argument, logic_error)
KIND(length_error, logic_error)
KIND(out_of_range, logic_error)
KIND(range_error, runtime_error)
KIND(overflow_error, runtime_error)
KIND(underflow_error, runtime_error)

#define THROWS(name)                                                                               \
    void __throw_##name(const char *text)                                                          \
    {                                                                                              \
        throw name(text);                                                                          \
    }

THROWS(logic_error)
THROWS(domain_error)
THROWS(invalid_argument)
THROWS(length_error)
THROWS(out_of_range)
THROWS(runtime_error)
THROWS(range_error)
THROWS(overflow_error)
THROWS(underflow_error)

void __throw_out_of_range_fmt(const char *format, ...)
{
    throw out_of_range(format);
}

void __throw_bad_alloc()
{
    throw bad_alloc();
}

void __throw_bad_array_new_length()
{
    throw bad_array_new_length();
}

void __throw_bad_cast()
{
    throw bad_cast();
}

void __throw_bad_function_call()
{
    throw bad_function_call();
}

void __throw_system_error(int number)
{
    throw system_error(error_code(number, generic_category()));
}

// Of a category of the program's own.

_V2::error_category::~error_category() = default;

error_condition _V2::error_category::default_error_condition(int code) const noexcept
{
    return error_condition(code, *this);
}

bool _V2::error_category::equivalent(int code, const error_condition &condition) const noexcept
{
    return default_error_condition(code) == condition;
}

bool _V2::error_category::equivalent(const error_code &code, int condition) const noexcept
{
    return *this == code.category() && code.value() == condition;
}

__cow_string _V2::error_category::_M_message(int code) const
{
    string text = message(code);
    return __cow_string(text);
}

} // namespace std

namespace __cxxabiv1
{
__forced_unwind::~__forced_unwind() noexcept = default;

extern "C" void __cxa_bad_cast()
{
    std::__throw_bad_cast();
}
} // namespace __cxxabiv1

void *operator new(size_t size)
{
    void *block = malloc(size ? size : 1);
    if (!block)
        throw std::bad_alloc();
    return block;
}

void *operator new[](size_t size)
{
    return operator new(size);
}

void *operator new(size_t size, const std::nothrow_t &) noexcept
{
    return malloc(size ? size : 1);
}

void *operator new[](size_t size, const std::nothrow_t &) noexcept
{
    return malloc(size ? size : 1);
}

void *operator new(size_t size, std::align_val_t alignment)
{
    void *block = aligned_alloc(static_cast<size_t>(alignment), size ? size : 1);
    if (!block)
        throw std::bad_alloc();
    return block;
}

void *operator new[](size_t size, std::align_val_t alignment)
{
    return operator new(size, alignment);
}

void *operator new(size_t size, std::align_val_t alignment, const std::nothrow_t &) noexcept
{
    return aligned_alloc(static_cast<size_t>(alignment), size ? size : 1);
}

void *operator new[](size_t size, std::align_val_t alignment, const std::nothrow_t &) noexcept
{
    return aligned_alloc(static_cast<size_t>(alignment), size ? size : 1);
}

/* All of them are free(): who deletes in another form than he made with is not told. */
#define DELETES(...)                                                                               \
    void operator delete(void *block __VA_ARGS__) noexcept                                         \
    {                                                                                              \
        free(block);                                                                               \
    }                                                                                              \
    void operator delete[](void *block __VA_ARGS__) noexcept                                       \
    {                                                                                              \
        free(block);                                                                               \
    }
DELETES()
DELETES(, size_t)
DELETES(, std::align_val_t)
DELETES(, size_t, std::align_val_t)
DELETES(, const std::nothrow_t &)
DELETES(, std::align_val_t, const std::nothrow_t &)
#undef DELETES
