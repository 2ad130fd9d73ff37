#include "workshop/inspect.h"
#include "workshop/sentence.h"
#include "workshop/usual_calls.h"
#include "judge/memory.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

char *inspect_bytes(const char *bytes, size_t size)
{
    if (size > SUBMISSION_MAX)
        return memory_print(sentence("it is %zu bytes long; a solution has at most %d"), size,
                            SUBMISSION_MAX);
    if (memchr(bytes, '\0', size))
        return memory_copy_text(sentence("it is not a text: there is a NUL byte in it"));
    if (strstr(bytes, "\?\?"))
        return memory_copy_text(sentence("there is a trigraph in it; write the character itself"));
    return NULL;
}

static bool starts(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* Whether the name is one that the C library or this tool has. */
static bool taken(const char *name)
{
    static const char *const prefixes[] = {"wrap_", "stub_", "do_", "trap_", "__tsan", "__emutls"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (starts(name, prefixes[i]) && strcmp(name, "lab") != 0 && !starts(name, "__emutls_v.") &&
            !starts(name, "__emutls_t."))
            return true;
    return strcmp(name, "main") == 0 || dlsym(RTLD_DEFAULT, name) != NULL;
}

static bool may_call(const char *name, const struct workshop_text *text, char *const *calls,
                     size_t call_count)
{
    for (size_t i = 0; i < call_count; i++)
        if (strcmp(calls[i], name) == 0)
            return true;
    return usual_call(name) || workshop_text_lists(text->calls, name);
}

char *inspect_calls(const struct object *object, const struct workshop_text *text,
                    char *const *calls, size_t call_count)
{
    for (size_t i = 0; i < object->call_count; i++)
        if (!may_call(object->calls[i], text, calls, call_count))
            return memory_print(sentence("it uses '%s', which this exercise has no need of"),
                                object->calls[i]);
    return NULL;
}

char *inspect_object(const struct object *object)
{
    if (object->starts_by_itself)
        return memory_copy_text(
            sentence("something in it runs before the trial or after it (a constructor "
                     "or destructor)"));
    if (object->memory > MEMORY_MAX)
        return memory_print(
            sentence("its code and variables take %llu MiB; a solution has at most %d"),
            (unsigned long long)object->memory >> 20, MEMORY_MAX >> 20);
    for (size_t i = 0; i < object->definition_count; i++)
        if (strcmp(object->definitions[i], "main") == 0)
            return memory_copy_text(
                sentence("it has a main() of its own; the harness runs the trial"));
    for (size_t i = 0; i < object->definition_count; i++)
        if (strcmp(object->definitions[i], "lab") != 0 && taken(object->definitions[i]))
            return memory_print(
                sentence("it defines '%s' itself, in place of the system's or the harness's"),
                object->definitions[i]);
    return NULL;
}
