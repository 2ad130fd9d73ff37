// exceptions.h: what lies before an exception that was thrown, as the library's
// __gxx_personality_v0 knows it.
#ifndef RACELAB_EXPLORE_CXX_EXCEPTIONS_H
#define RACELAB_EXPLORE_CXX_EXCEPTIONS_H

#include <cstddef>
#include <typeinfo>

#include <unwind.h>

struct exception_header {
    std::type_info *type; // of one that is thrown again: the object, in this word
    void (*destroy)(void *);
    void (*unexpected)();
    void (*terminate)();
    exception_header *next;
    int handlers; // negative: thrown again
    int switch_value;
    const unsigned char *action;
    const unsigned char *language_data;
    _Unwind_Ptr catch_place;
    void *adjusted;
    _Unwind_Exception unwind;
};

struct counted {
    int references; // who threw it, and each std::exception_ptr
    exception_header header;
};

constexpr _Unwind_Exception_Class ours = 0x474e5543432b2b00; // "GNUCC++\0"
constexpr _Unwind_Exception_Class thrown_again = ours + 1;   // what std::exception_ptr held

inline exception_header *header_of_object(void *object)
{
    return static_cast<exception_header *>(object) - 1;
}

// The object that was thrown.
inline void *object_of(exception_header *header)
{
    return header->unwind.exception_class == thrown_again ? static_cast<void *>(header->type)
                                                          : header + 1;
}

void exception_hold(void *object);
void exception_release(void *object);

// The one that the running thread handles, or NULL.
exception_header *exception_caught();

// Looks for a handler; ends the program where there is none.
[[noreturn]] void exception_raise(exception_header *header);

#endif
