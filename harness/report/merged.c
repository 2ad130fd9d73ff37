#include "report/merged.h"
#include "judge/fingerprint.h"
#include "judge/memory.h"
#include "judge/weigh.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The explorer's first: each of its findings has a trace. */
static const enum witness by_clarity[] = {WITNESS_EXPLORE, WITNESS_TSAN_CLANG, WITNESS_TSAN_GCC,
                                          WITNESS_LOG,     WITNESS_HELGRIND,   WITNESS_STRESS};

static bool is_known(const struct merged *merged, const struct finding *finding)
{
    for (size_t i = 0; i < merged->count; i++)
        if (finding_same(merged->items[i].finding, finding))
            return true;
    return false;
}

/* Stress sees the effect of what others explain. */
static bool says_less(const struct merged *merged, const struct testimony *testimony)
{
    return testimony->witness == WITNESS_STRESS && merged->count > 0;
}

static void add(struct merged *merged, const struct testimony *testimony)
{
    for (size_t i = 0; testimony && i < testimony->findings.count; i++) {
        const struct finding *finding = &testimony->findings.items[i];
        bool discounted = testimony->known && !finding->accepted;
        if (discounted || is_known(merged, finding) || says_less(merged, testimony))
            continue;
        merged->items = memory_resize(merged->items, merged->count + 1, sizeof *merged->items);
        merged->items[merged->count++] = (struct weighed){testimony, finding};
    }
}

static int by_gravity(const void *left, const void *right)
{
    const struct weighed *a = left, *b = right;
    return finding_gravity(a->finding->kind) - finding_gravity(b->finding->kind);
}

void merged_init(struct merged *merged, const struct judged *judged)
{
    *merged = (struct merged){0};
    for (size_t i = 0; i < sizeof by_clarity / sizeof *by_clarity; i++)
        add(merged, judged_of(judged, by_clarity[i]));
    if (merged->count)
        qsort(merged->items, merged->count, sizeof *merged->items, by_gravity);
}

void merged_release(struct merged *merged)
{
    free(merged->items);
    *merged = (struct merged){0};
}

const char *merged_rule(enum finding_kind kind, char *text, size_t size)
{
    const char *name = finding_kind_name(kind);
    size_t i = 0;
    for (; name[i] && i + 1 < size; i++)
        text[i] = name[i] == ' ' ? '-' : name[i];
    text[i] = '\0';
    return text;
}

char *merged_message(const struct finding *finding)
{
    const char *kind = finding_kind_name(finding->kind);
    const char *object = finding->object.name ? finding->object.name : "";
    const char *title = finding->title && strcmp(finding->title, kind) != 0 ? finding->title : "";
    return memory_print("%s%s%s%s%s%s%s", kind, object[0] ? " on " : "", object,
                        title[0] ? ": " : "", title, finding->why ? "; " : "",
                        finding->why ? finding->why : "");
}

/* https://cwe.mitre.org */
int merged_cwe(enum finding_kind kind)
{
    switch (kind) {
    case FINDING_DATA_RACE:
    case FINDING_LOST_UPDATE:
    case FINDING_ATOMICITY:
    case FINDING_ORDER:
    case FINDING_WRONG_OUTCOME:
        return 362;
    case FINDING_DEADLOCK:
    case FINDING_LOCK_ORDER:
        return 833;
    case FINDING_LOCK_MISUSE:
        return 667;
    case FINDING_USE_AFTER_FREE:
        return 416;
    case FINDING_DOUBLE_FREE:
        return 415;
    case FINDING_LEAK:
        return 401;
    case FINDING_THREAD_LEAK:
        return 772;
    case FINDING_SIGNAL_UNSAFE:
        return 479;
    case FINDING_ASSERTION:
        return 617;
    case FINDING_ENDLESS_RUN:
        return 835;
    default:
        return 0;
    }
}

bool merged_is_warning(enum finding_kind kind)
{
    return kind == FINDING_LEAK || kind == FINDING_THREAD_LEAK || kind == FINDING_LOCK_ORDER;
}

char *merged_path(const char *path)
{
    char folder[PATH_MAX];
    size_t length;
    if (!path || !getcwd(folder, sizeof folder))
        return memory_copy_text(path);
    length = strlen(folder);
    if (strncmp(path, folder, length) == 0 && path[length] == '/')
        return memory_copy_text(path + length + 1);
    return memory_copy_text(strncmp(path, "./", 2) == 0 ? path + 2 : path);
}

void merged_place(const struct judged *judged, const struct finding *finding, char **path,
                  long *line)
{
    const struct finding_frame *frame = finding_place(finding);
    bool known = frame && frame->file && frame->line > 0;
    *path = merged_path(known ? frame->file : judged->source);
    *line = known ? frame->line : 1;
}
