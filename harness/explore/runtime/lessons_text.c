#include "explore/runtime/lessons_text.h"
#include "explore/runtime/cancel.h"
#include "explore/runtime/local.h"
#include "explore/runtime/report.h"
#include "explore/runtime/timing.h"
#include "explore/runtime/waiting.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void report_shared(uint64_t address, uint64_t size)
{
    report_line("shared\t%llx\t%llu\n", (unsigned long long)address, (unsigned long long)size);
}

void lessons_report(void)
{
    const uint64_t *places, *controls, *offsets;
    memory_each_visible(report_shared);
    unsigned count = waiting_places(&places);
    for (unsigned i = 0; i < count; i++)
        report_line("waits\t%llx\n", (unsigned long long)places[i]);
    count = local_variables(&controls, &offsets);
    for (unsigned i = 0; i < count; i++)
        report_line("local\t%llx\t%llu\n", (unsigned long long)controls[i],
                    (unsigned long long)offsets[i]);
    if (cancel_used)
        report_line("cancels\n");
    if (timing.call)
        report_line("clock\t%s\t%llx\n", timing.call, (unsigned long long)timing.pc);
}

static void learn_shared(uint64_t address, uint64_t size)
{
    for (; size; address++, size--)
        memory_see(address & ~UINT64_C(7), (uint8_t)(1u << (address & 7)));
}

static char *keep(const char *text)
{
    return strcpy(arena_reserve(strlen(text) + 1), text);
}

static void learn_clock(const char *call, uint64_t pc)
{
    timing.call = keep(call);
    timing.pc = pc;
}

/* fields: three. Whether it is a lesson. */
static bool learn(const char *const fields[3], const char **schedule)
{
    uint64_t address = strtoull(fields[1], NULL, 16);
    if (strcmp(fields[0], "shared") == 0)
        learn_shared(address, strtoull(fields[2], NULL, 10));
    else if (strcmp(fields[0], "waits") == 0)
        waiting_note(address);
    else if (strcmp(fields[0], "local") == 0)
        local_meet(address);
    else if (strcmp(fields[0], "cancels") == 0)
        cancel_used = true;
    else if (strcmp(fields[0], "clock") == 0)
        learn_clock(fields[1], strtoull(fields[2], NULL, 16));
    else if (strcmp(fields[0], "settled") == 0)
        memory.settled = true;
    else if (strcmp(fields[0], "schedule") == 0)
        *schedule = keep(fields[1]);
    else
        return false;
    return true;
}

static bool learn_line(char *line, const char **schedule)
{
    char *rest;
    const char *fields[3] = {strtok_r(line, "\t\n", &rest), strtok_r(NULL, "\t\n", &rest),
                             strtok_r(NULL, "\t\n", &rest)};
    for (unsigned i = 0; i < 3; i++)
        fields[i] = fields[i] ? fields[i] : "";
    return learn(fields, schedule);
}

int lessons_read(const char *path, const char **schedule)
{
    char *line = NULL;
    size_t room = 0;
    bool known = true;
    FILE *file = fopen(path, "re");
    if (!file)
        return -errno;
    while (known && getline(&line, &room, file) > 0)
        known = learn_line(line, schedule);
    free(line);
    fclose(file);
    return known ? 0 : -EINVAL;
}
