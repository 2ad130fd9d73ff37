#include "explore/launch/exploration_shard.h"
#include "judge/memory.h"

#include <stdlib.h>
#include <string.h>

static uint64_t decimal(const char *text)
{
    return strtoull(text, NULL, 10);
}

static uint64_t hexadecimal(const char *text)
{
    return strtoull(text, NULL, 16);
}

static void read_bound(struct exploration_shard *shard, char *const *fields)
{
    shard->bounds = memory_resize(shard->bounds, shard->bound_count + 1, sizeof *shard->bounds);
    shard->bounds[shard->bound_count++] =
        (struct exploration_bound){decimal(fields[1]), decimal(fields[2]), fields[3][0] == '1'};
}

static void read_touch(struct exploration_shard *shard, char *const *fields)
{
    struct exploration_touch touch = {.address = hexadecimal(fields[1]),
                                      .count = decimal(fields[2]),
                                      .visible = (uint8_t)hexadecimal(fields[3]),
                                      .touched = (uint8_t)hexadecimal(fields[4]),
                                      .written = (uint8_t)hexadecimal(fields[5]),
                                      .several = (uint8_t)hexadecimal(fields[6])};
    const char *owners = fields[7];
    for (unsigned i = 0; i < 8; i++) {
        char *end;
        touch.owner[i] = (uint16_t)strtoul(owners, &end, 10);
        owners = *end == ',' ? end + 1 : end;
    }
    shard->touches = memory_resize(shard->touches, shard->touch_count + 1, sizeof *shard->touches);
    shard->touches[shard->touch_count++] = touch;
}

static void read_wait(struct exploration_shard *shard, char *const *fields)
{
    shard->waits = memory_resize(shard->waits, shard->wait_count + 1, sizeof *shard->waits);
    shard->waits[shard->wait_count++] = hexadecimal(fields[1]);
}

bool exploration_shard_read(struct exploration_shard *shard, char *const *fields)
{
    if (strcmp(fields[0], "shard") == 0) {
        shard->number = (unsigned)decimal(fields[1]);
        shard->count = (unsigned)decimal(fields[2]);
    } else if (strcmp(fields[0], "bound") == 0) {
        read_bound(shard, fields);
    } else if (strcmp(fields[0], "touch") == 0) {
        read_touch(shard, fields);
    } else if (strcmp(fields[0], "loop") == 0) {
        read_wait(shard, fields);
    } else if (strcmp(fields[0], "cancelled") == 0) {
        shard->cancels = true;
    } else {
        return false;
    }
    return true;
}

void exploration_shard_release(struct exploration_shard *shard)
{
    free(shard->bounds);
    free(shard->touches);
    free(shard->waits);
}
