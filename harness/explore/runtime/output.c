#include "explore/runtime/output.h"
#include "explore/runtime/model.h"
#include "explore/runtime/report.h"

#include <string.h>

enum { CHUNK = 1024, SLOTS = 1 << 14, NAMES_MAX = 4096 };

static unsigned char kept[OUTPUT_MAX];
static size_t length;

static uint64_t names[SLOTS]; /* met in any execution while several threads were about */
static unsigned name_count;

/* A location of the program's memory that it never uses: visible once outputs
 * are given up, so that it is known wherever visible locations are. */
#define GIVEN_UP_AT (MEMORY_END - 8)

bool output_given_up(void)
{
    return memory_touch(GIVEN_UP_AT, 1, 0, false, false);
}

void output_give_up(void)
{
    memory_touch(GIVEN_UP_AT, 1, 0, true, false);
    memory_touch(GIVEN_UP_AT, 1, 1, true, false);
}

/* Returns whether there is room for the name. */
static bool note_name(uint64_t name)
{
    unsigned slot = (unsigned)(name % SLOTS);
    while (names[slot] && names[slot] != name)
        slot = (slot + 1) % SLOTS;
    if (names[slot])
        return true;
    if (name_count == NAMES_MAX)
        return false;
    names[slot] = name;
    name_count++;
    return true;
}

/* FNV-1a, 64 bits. */
static uint64_t extend(uint64_t name, const unsigned char *bytes, size_t size)
{
    name = name ? name : UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < size; i++)
        name = (name ^ bytes[i]) * UINT64_C(0x100000001b3);
    return name ? name : 1;
}

/* Not of a lab: what counts there is its check. */
static void name_output(const void *bytes, size_t size)
{
    if (size == 0 || model.count == 0 || model.first || output_given_up())
        return;
    uint64_t *printed = &threads[model.current].printed;
    uint64_t name = extend(*printed, bytes, size);
    if (!model_alone() && !note_name(name))
        output_give_up();
    else
        model_store(printed, name);
}

uint64_t output_identity(void)
{
    uint64_t sum = 0;
    for (unsigned i = 0; i < model.count; i++)
        if (threads[i].printed)
            sum += hash_mix(1, threads[i].printed).a;
    return sum;
}

void output_note(const void *bytes, size_t size)
{
    name_output(bytes, size);
    if (!model.recording)
        return;
    size = size < OUTPUT_MAX - length ? size : OUTPUT_MAX - length;
    memcpy(kept + length, bytes, size);
    length += size;
}

size_t output_length(void)
{
    return length;
}

void output_rewind(size_t to)
{
    length = to;
}

void output_report(size_t most)
{
    size_t end = length < most ? length : most;
    for (size_t at = 0; at < end; at += CHUNK) {
        report_line("output\t");
        for (size_t i = at; i < at + CHUNK && i < end; i++)
            report_line("%02x", kept[i]);
        report_line("\n");
    }
}
