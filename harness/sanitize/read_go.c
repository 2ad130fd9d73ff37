#include "sanitize/read_go.h"

#include <stdlib.h>
#include <string.h>

#include "judge/memory.h"
#include "sanitize/slice.h"

static const char title[] = "WARNING: DATA RACE";
static const char rule[] = "==================";

bool go_report_is(const char *text, size_t size)
{
    return slice_contains(slice_of(text, size), title);
}

/* "goroutine 7:", "main goroutine:", "goroutine 7 (running) created at:" */
static long take_goroutine(struct slice *line)
{
    long number;
    if (slice_skip(line, "main goroutine"))
        return FINDING_THREAD_MAIN;
    if ((slice_skip(line, "goroutine ") || slice_skip(line, "Goroutine ")) &&
        slice_take_number(line, &number))
        return number;
    return FINDING_THREAD_UNKNOWN;
}

static enum finding_op take_op(struct slice *line, bool *before)
{
    static const struct {
        const char *words;
        enum finding_op op;
        bool before;
    } heads[] = {{"Read at ", FINDING_OP_READ, false},
                 {"Write at ", FINDING_OP_WRITE, false},
                 {"Previous read at ", FINDING_OP_READ, true},
                 {"Previous write at ", FINDING_OP_WRITE, true},
                 {"Atomic read at ", FINDING_OP_ATOMIC_READ, false},
                 {"Atomic write at ", FINDING_OP_ATOMIC_WRITE, false},
                 {"Previous atomic read at ", FINDING_OP_ATOMIC_READ, true},
                 {"Previous atomic write at ", FINDING_OP_ATOMIC_WRITE, true}};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (slice_skip(line, heads[i].words)) {
            *before = heads[i].before;
            return heads[i].op;
        }
    return FINDING_OP_UNKNOWN;
}

/* A heading of the report: the stack that follows belongs to it. */
static struct finding_stack *take_heading(struct slice line, struct finding *finding)
{
    bool before;
    enum finding_op op = take_op(&line, &before);
    if (op != FINDING_OP_UNKNOWN) {
        struct finding_access *access = finding_add_access(finding, op);
        access->before = before;
        if (slice_skip_past(&line, " by ", NULL))
            access->thread = take_goroutine(&line);
        return &access->stack;
    }
    if (!slice_starts(line, "Goroutine ") || !slice_contains(line, " created at:"))
        return NULL;
    struct finding_thread *thread = finding_add_thread(finding, take_goroutine(&line));
    struct slice state;
    if (slice_skip(&line, " (") && slice_skip_past(&line, ")", &state))
        thread->state = slice_copy(state);
    return &thread->created;
}

static size_t blanks_of(struct slice line)
{
    size_t count = 0;
    while (count < line.size && line.at[count] == ' ')
        count++;
    return count;
}

/* "  main.add()", and below it "      /src/main.go:12 +0x44". */
static void take_frame(struct slice line, struct finding_stack *stack)
{
    size_t blanks = blanks_of(line);
    line = slice_of(line.at + blanks, line.size - blanks);
    struct slice file;
    if (blanks < 6) {
        struct finding_frame *frame = finding_stack_add(stack);
        struct slice name;
        bool call = slice_skip_past(&line, "()", &name);
        frame->function = slice_copy(call ? name : line);
        return;
    }
    if (stack->count == 0)
        return;
    struct finding_frame *frame = &stack->frames[stack->count - 1];
    struct slice rest = line;
    if (!frame->file && slice_skip_past(&rest, ".go:", &file)) {
        frame->file = memory_copy(line.at, file.size + 3);
        slice_take_number(&rest, &frame->line);
    }
}

static void read_report(struct slice text, struct tsan_report *report)
{
    struct finding finding;
    struct finding_stack *stack = NULL;
    finding_init(&finding, FINDING_DATA_RACE, text.at, text.size);
    finding.title = memory_copy_text("data race");
    while (text.size > 0) {
        struct slice line = slice_take_line(&text);
        if (line.size > 0 && line.at[0] != ' ')
            stack = take_heading(line, &finding);
        else if (stack && line.size > 0)
            take_frame(line, stack);
    }
    finding_list_add(&report->findings, &finding);
}

static void add_rest(struct tsan_report *report, struct slice line, size_t *size)
{
    report->rest = memory_resize(report->rest, *size + line.size + 2, 1);
    memcpy(report->rest + *size, line.at, line.size);
    *size += line.size;
    report->rest[(*size)++] = '\n';
    report->rest[*size] = '\0';
}

void go_report_read(const char *text, size_t size, struct tsan_report *report)
{
    struct slice all = slice_of(text, size);
    size_t rest = 0;
    *report = (struct tsan_report){.rest = memory_copy_text("")};
    const char *begin = NULL; /* of the report that is open */
    while (all.size > 0) {
        const char *at = all.at;
        struct slice line = slice_take_line(&all);
        if (slice_starts(line, title)) {
            begin = at;
        } else if (begin && slice_starts(line, rule)) {
            read_report(slice_of(begin, (size_t)(at - begin)), report);
            begin = NULL;
        } else if (!begin && !slice_starts(line, rule)) {
            add_rest(report, line, &rest);
        }
    }
    if (begin) /* the log was cut */
        read_report(slice_of(begin, (size_t)(all.at - begin)), report);
}
