#include "explore/runtime/output.h"
#include "explore/runtime/model.h"
#include "explore/runtime/report.h"

#include <string.h>

enum { KEPT_MAX = 1 << 20, CHUNK = 1024 };

static unsigned char kept[KEPT_MAX];
static size_t length;

void output_note(const void *bytes, size_t size)
{
    if (!model.recording)
        return;
    size = size < KEPT_MAX - length ? size : KEPT_MAX - length;
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

void output_report(void)
{
    for (size_t at = 0; at < length; at += CHUNK) {
        report_line("output\t");
        for (size_t i = at; i < at + CHUNK && i < length; i++)
            report_line("%02x", kept[i]);
        report_line("\n");
    }
}
