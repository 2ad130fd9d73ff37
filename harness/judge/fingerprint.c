#include "judge/fingerprint.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *finding_file_name(const char *path)
{
    const char *slash = path ? strrchr(path, '/') : NULL;
    return slash ? slash + 1 : path;
}

/* FNV-1a: G. Fowler, L. C. Noll, P. Vo, 1991. Digits that stand for addresses
 * or numbers of locks would change from run to run. */
static uint64_t add(uint64_t hash, const char *text)
{
    for (; text && *text; text++)
        hash = (hash ^ (unsigned char)*text) * 0x100000001b3;
    return (hash ^ '\n') * 0x100000001b3;
}

static uint64_t hash_place(const struct finding_frame *frame)
{
    uint64_t hash = 0xcbf29ce484222325;
    hash = add(hash, frame ? frame->function : "");
    return add(hash, frame ? finding_file_name(frame->file) : "");
}

/* "M12", "0x10C0A0": names that a tool gives for the moment. */
static bool is_passing(const char *name)
{
    return strstr(name, "0x") || (name[0] == 'M' && strspn(name + 1, "0123456789") > 0);
}

void finding_fingerprint(const struct finding *finding, char text[FINGERPRINT_TEXT])
{
    uint64_t hash = 0xcbf29ce484222325, places = 0;
    hash = add(hash, finding_kind_name(finding->kind));
    if (finding->object.name && !is_passing(finding->object.name))
        hash = add(hash, finding->object.name);
    for (size_t i = 0; i < finding->access_count; i++) /* in either order */
        places += hash_place(finding_stack_place(&finding->accesses[i].stack));
    if (finding->access_count == 0)
        places = hash_place(finding_place(finding));
    if (finding->kind == FINDING_ASSERTION)
        hash = add(hash, finding->title);
    snprintf(text, FINGERPRINT_TEXT, "%016llx",
             (unsigned long long)(hash ^ places * 0x9e3779b97f4a7c15));
}

static bool same_place(const struct finding_frame *one, const struct finding_frame *other)
{
    if (!one || !other || !one->file || !other->file)
        return one == other;
    return one->line == other->line &&
           strcmp(finding_file_name(one->file), finding_file_name(other->file)) == 0;
}

bool finding_same(const struct finding *one, const struct finding *other)
{
    const char *x = one->object.name, *y = other->object.name;
    if (one->kind != other->kind)
        return false;
    if (x && y && !is_passing(x) && !is_passing(y))
        return strcmp(x, y) == 0;
    return same_place(finding_place(one), finding_place(other));
}
