#include "sanitize/expectation.h"

#include <string.h>

#include "judge/memory.h"
#include "sanitize/markers.h"

/* The innermost frame in the variant's own file. */
static const struct finding_frame *place_in(const struct finding_stack *stack, const char *source)
{
    for (size_t i = 0; i < stack->count; i++) {
        if (stack->frames[i].file != NULL && strcmp(stack->frames[i].file, source) == 0)
            return &stack->frames[i];
    }
    return NULL;
}

/* An access whose stack the tool has lost complains of nothing. */
static char *access_complaint(const struct finding_access *access,
                              const struct expectation *expected, const struct markers *markers)
{
    const char *kind = finding_kind_name(expected->kind);
    const struct finding_frame *frame = place_in(&access->stack, expected->source);
    if (frame == NULL && access->stack.count == 0)
        return NULL;
    if (frame == NULL)
        return memory_print("a %s outside the variant's file", kind);
    if (markers_have(markers, frame->line, expected->kind))
        return NULL;
    return memory_print("a %s on line %ld, which is not marked", kind, frame->line);
}

static char *finding_complaint(const struct finding *finding, const struct expectation *expected,
                               const struct markers *markers)
{
    if (finding->kind == FINDING_HANG && expected->hangs)
        return NULL;
    if (finding->kind != expected->kind)
        return memory_print("a %s was not expected", finding_kind_name(finding->kind));
    char *complaint = NULL;
    for (size_t i = 0; i < finding->access_count && complaint == NULL; i++)
        complaint = access_complaint(&finding->accesses[i], expected, markers);
    return complaint;
}

static char *findings_complaint(const struct expectation *expected,
                                const struct finding_list *findings)
{
    struct markers markers = {0};
    char *complaint = NULL;
    if (expected->kind != FINDING_NONE && markers_read_file(expected->source, &markers) != 0)
        return memory_print("cannot read '%s'", expected->source);
    if (markers.unknown_line > 0)
        complaint = memory_print("line %ld: a marker that names no kind", markers.unknown_line);
    for (size_t i = 0; i < findings->count && complaint == NULL; i++)
        complaint = finding_complaint(&findings->items[i], expected, &markers);
    markers_release(&markers);
    return complaint;
}

char *expectation_complaint(const struct expectation *expected, enum verdict verdict,
                            const struct finding_list *findings)
{
    if (expected->kind == FINDING_UNSUPPORTED)
        return NULL;
    if (verdict != VERDICT_CAUGHT && verdict != VERDICT_CLEAN)
        return memory_print("no answer: %s", verdict_name(verdict));
    if (verdict == VERDICT_CLEAN && expected->kind != FINDING_NONE && !expected->may_miss)
        return memory_print("no %s was reported", finding_kind_name(expected->kind));
    return findings_complaint(expected, findings);
}
