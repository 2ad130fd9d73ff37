#include "sanitize/read_tsan.h"

#include <stdlib.h>
#include <string.h>

#include "judge/memory.h"
#include "sanitize/slice.h"
#include "sanitize/tsan_frame.h"
#include "sanitize/tsan_section.h"

static const char report_mark[] = "WARNING: ThreadSanitizer: ";
static const char crash_mark[] = "ERROR: ThreadSanitizer: ";
static const char fence[] = "==================";

/* What a title means. FINDING_OP_UNKNOWN: the accesses have headings of their
 * own; else the stack right below the title is one access of that kind. */
static const struct meaning {
    const char *title; /* its beginning */
    enum finding_kind kind;
    enum finding_op op;
} meanings[] = {
    {"data race", FINDING_DATA_RACE, FINDING_OP_UNKNOWN},
    {"race on external object", FINDING_DATA_RACE, FINDING_OP_UNKNOWN},
    {"heap-use-after-free", FINDING_USE_AFTER_FREE, FINDING_OP_UNKNOWN},
    {"lock-order-inversion", FINDING_LOCK_ORDER, FINDING_OP_UNKNOWN},
    {"thread leak", FINDING_THREAD_LEAK, FINDING_OP_UNKNOWN},
    {"destroy of a locked mutex", FINDING_LOCK_MISUSE, FINDING_OP_DESTROY},
    {"double lock of a mutex", FINDING_LOCK_MISUSE, FINDING_OP_LOCK},
    {"use of an invalid mutex", FINDING_LOCK_MISUSE, FINDING_OP_LOCK},
    {"unlock of an unlocked mutex", FINDING_LOCK_MISUSE, FINDING_OP_UNLOCK},
    {"read lock of a write locked mutex", FINDING_LOCK_MISUSE, FINDING_OP_LOCK},
    {"read unlock of a write locked mutex", FINDING_LOCK_MISUSE, FINDING_OP_UNLOCK},
    {"mutex held in the wrong context", FINDING_LOCK_MISUSE, FINDING_OP_CALL},
    {"signal-unsafe call", FINDING_SIGNAL_UNSAFE, FINDING_OP_CALL},
    {"signal handler spoils errno", FINDING_ERRNO_SPOILED, FINDING_OP_CALL},
};

static struct meaning meaning_of(struct slice title)
{
    for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++) {
        if (slice_starts(title, meanings[i].title))
            return meanings[i];
    }
    return (struct meaning){NULL, FINDING_OTHER, FINDING_OP_CALL};
}

/* TSan tells a free as a write; the innermost function gives it away. */
static void tell_frees(struct finding *finding)
{
    static const char *const names[] = {"free", "operator delete", "realloc", "cfree",
                                        "reallocarray"};
    for (size_t i = 0; i < finding->access_count; i++) {
        struct finding_access *access = &finding->accesses[i];
        const char *function = access->stack.count > 0 ? access->stack.frames[0].function : NULL;
        for (size_t n = 0; function != NULL && n < sizeof names / sizeof *names; n++) {
            size_t length = strlen(names[n]);
            bool same = strncmp(function, names[n], length) == 0 &&
                        (function[length] == '\0' || function[length] == '(');
            if (same && access->op == FINDING_OP_WRITE)
                access->op = FINDING_OP_FREE;
        }
    }
}

/* Threads are introduced after the accesses that name them by number. */
static void name_threads(struct finding *finding)
{
    for (size_t i = 0; i < finding->access_count; i++) {
        struct finding_access *access = &finding->accesses[i];
        const struct finding_thread *thread = finding_thread_of(finding, access->thread);
        if (thread != NULL)
            access->thread_name = memory_copy_text(thread->name);
    }
}

/* A misuse report names the lock only where it was created. */
static void name_misused_lock(struct finding *finding)
{
    if (finding->kind != FINDING_LOCK_MISUSE || finding->mutex_count == 0)
        return;
    if (finding->object.name == NULL)
        finding->object.name = memory_copy_text(finding->mutexes[0].name);
    finding->object.memory = FINDING_MEMORY_MUTEX;
}

static void name_leaked_thread(struct finding *finding)
{
    if (finding->kind != FINDING_THREAD_LEAK || finding->thread_count == 0)
        return;
    const struct finding_thread *thread = &finding->threads[0];
    finding->object.memory = FINDING_MEMORY_THREAD;
    finding->object.thread = thread->id;
    finding->object.name =
        thread->name == NULL ? memory_print("T%ld", thread->id) : memory_copy_text(thread->name);
}

/* Frames go to the stack that the last heading named; those right below the
 * title make an access of their own, unless the title promises headings. */
static void read_sections(struct slice body, struct finding *finding, enum finding_op own)
{
    struct finding_stack *stack = NULL;
    bool headed = own == FINDING_OP_UNKNOWN;
    while (body.size > 0) {
        struct slice line = slice_take_line(&body), text = line;
        while (slice_skip(&text, " "))
            ;
        if (slice_starts(text, "#")) {
            if (!headed)
                stack = &finding_add_access(finding, own)->stack;
            headed = true;
            if (stack != NULL)
                tsan_frame_read(line, stack);
        } else if (slice_starts(line, "  ") && !slice_starts(line, "    ")) {
            stack = tsan_section_read(line, finding);
        } else if (line.size == 0) {
            stack = NULL;
        }
    }
}

static void cut_pid(struct slice *title)
{
    struct slice rest = *title, before;
    if (slice_skip_past(&rest, " (pid=", &before))
        *title = before;
}

/* A report from "WARNING: ThreadSanitizer: " on. */
static void read_warning(struct slice text, struct finding_list *list)
{
    struct slice body = text;
    struct slice title = slice_take_line(&body);
    slice_skip(&title, report_mark);
    cut_pid(&title);
    struct meaning meaning = meaning_of(title);
    struct finding finding;
    finding_init(&finding, meaning.kind, text.at, text.size);
    finding.title = slice_copy(title);
    read_sections(body, &finding, meaning.op);
    tell_frees(&finding);
    name_threads(&finding);
    name_misused_lock(&finding);
    name_leaked_thread(&finding);
    finding_list_add(list, &finding);
}

/* "==1==ERROR: ThreadSanitizer: SEGV on unknown address ..." */
static void read_crash(struct slice text, struct finding_list *list)
{
    struct slice body = text, title = slice_take_line(&body), cut;
    slice_skip_past(&title, crash_mark, NULL);
    struct slice rest = title;
    if (slice_skip_past(&rest, " (pc ", &cut))
        title = cut;
    struct finding finding;
    finding_init(&finding, FINDING_CRASH, text.at, text.size);
    finding.title = slice_copy(title);
    enum finding_op op = slice_contains(text, "caused by a WRITE")  ? FINDING_OP_WRITE
                         : slice_contains(text, "caused by a READ") ? FINDING_OP_READ
                                                                    : FINDING_OP_CALL;
    read_sections(body, &finding, op);
    finding_list_add(list, &finding);
}

/* Lines with which the runtime gives up rather than reports. */
static bool is_failure(struct slice line)
{
    static const char *const words[] = {"FATAL: ",       "CHECK failed",
                                        "Dying.",        "failed to ",
                                        "out of memory", "nested bug in the same thread"};
    if (!slice_contains(line, "ThreadSanitizer") || slice_starts(line, " "))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (slice_contains(line, words[i]))
            return true;
    }
    return false;
}

/* Drops "==123==" in front. */
static struct slice without_pid(struct slice line)
{
    long pid;
    struct slice rest = line;
    bool dropped =
        slice_skip(&rest, "==") && slice_take_number(&rest, &pid) && slice_skip(&rest, "==");
    return dropped ? rest : line;
}

static bool ends_warning(struct slice line)
{
    return slice_starts(line, fence) || slice_starts(line, report_mark) ||
           slice_starts(without_pid(line), crash_mark);
}

/* Takes the report that begins the text. A warning ends before its closing
 * fence or the next report, a crash with its word ABORTING. */
static struct slice take_report(struct slice *text, bool crash)
{
    struct slice report = {text->at, 0};
    slice_take_line(text);
    while (text->size > 0) {
        struct slice ahead = *text;
        struct slice line = slice_take_line(&ahead);
        if (crash ? slice_starts(line, report_mark) : ends_warning(line))
            break;
        *text = ahead;
        if (crash && slice_contains(line, "ABORTING"))
            break;
    }
    report.size = (size_t)(text->at - report.at);
    return report;
}

static void append(char **text, size_t *size, const char *more, size_t count)
{
    *text = memory_resize(*text, *size + count + 1, 1);
    memcpy(*text + *size, more, count);
    *size += count;
    (*text)[*size] = '\0';
}

void tsan_report_read(const char *bytes, size_t size, struct tsan_report *report)
{
    struct slice text = slice_of(bytes, size);
    size_t rest_size = 0;
    *report = (struct tsan_report){.rest = memory_copy("", 0)};
    while (text.size > 0) {
        struct slice ahead = text;
        struct slice line = slice_take_line(&ahead);
        if (is_failure(line) && report->failure == NULL)
            report->failure = slice_copy(without_pid(line));
        if (slice_starts(line, report_mark)) {
            read_warning(take_report(&text, false), &report->findings);
        } else if (slice_starts(without_pid(line), crash_mark) && !is_failure(line)) {
            read_crash(take_report(&text, true), &report->findings);
        } else {
            append(&report->rest, &rest_size, text.at, (size_t)(ahead.at - text.at));
            text = ahead;
        }
    }
}

void tsan_report_release(struct tsan_report *report)
{
    finding_list_release(&report->findings);
    free(report->failure);
    free(report->rest);
    *report = (struct tsan_report){0};
}
