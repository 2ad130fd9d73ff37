#include "sanitize/read_helgrind.h"

#include <expat.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "judge/memory.h"
#include "sanitize/helgrind_words.h"
#include "sanitize/slice.h"

/* What the parser stands in. Elements inside each other are few and never
 * nest in themselves, so a flag per element of interest is enough. */
struct reader {
    XML_Parser parser;
    const char *xml;
    struct helgrind_report *report;

    char *words; /* character data since the last tag */
    size_t word_count;

    bool in_finding;     /* inside <error> or <fatal_signal> ... */
    const char *element; /* ... which of them */
    bool in_announcement;
    bool in_frame;
    size_t begin; /* where the current finding begins in the XML */
    char *kind;   /* its <kind> */
    char *thread_name;
    struct finding finding;

    struct finding_stack *stack; /* where frames go; NULL: nowhere */
    struct finding_frame frame;  /* the one being read */
    char *folder;                /* its <dir> */
    struct finding announced;    /* only its threads count */
    bool has_what;               /* the first sentence of the error was read */
};

static bool is(const char *name, const char *wanted)
{
    return strcmp(name, wanted) == 0;
}

static struct slice words_of(const struct reader *reader)
{
    struct slice words = slice_of(reader->words, reader->word_count);
    while (words.size > 0 && (words.at[0] == ' ' || words.at[0] == '\n'))
        words = slice_of(words.at + 1, words.size - 1);
    while (words.size > 0 && strchr(" \n", words.at[words.size - 1]) != NULL)
        words.size--;
    return words;
}

static void keep_words(const struct reader *reader, char **text)
{
    free(*text);
    *text = slice_copy(words_of(reader));
}

static void begin_finding(struct reader *reader, const char *name)
{
    reader->in_finding = true;
    reader->element = is(name, "error") ? "error" : "fatal_signal";
    reader->has_what = false;
    reader->begin = (size_t)XML_GetCurrentByteIndex(reader->parser);
    reader->stack = NULL;
    finding_init(&reader->finding, FINDING_OTHER, "", 0);
}

static void copy_stack(const struct finding_stack *from, struct finding_stack *to)
{
    for (size_t i = 0; i < from->count; i++) {
        struct finding_frame *frame = finding_stack_add(to);
        *frame = from->frames[i];
        frame->function = memory_copy_text(from->frames[i].function);
        frame->file = memory_copy_text(from->frames[i].file);
    }
}

/* helgrind announces a thread once, before the first error that names it. */
static void introduce_thread(const struct reader *reader, struct finding *finding, long id)
{
    const struct finding_thread *known = finding_thread_of(&reader->announced, id);
    if (known == NULL || finding_thread_of(finding, id) != NULL)
        return;
    struct finding_thread *thread = finding_add_thread(finding, id);
    if (id == FINDING_THREAD_MAIN)
        thread->name = memory_copy_text("main");
    copy_stack(&known->created, &thread->created);
}

static void introduce_threads(struct reader *reader)
{
    struct finding *finding = &reader->finding;
    for (size_t i = 0; i < finding->access_count; i++)
        introduce_thread(reader, finding, finding->accesses[i].thread);
    introduce_thread(reader, finding, finding->object.thread);
    if (finding->access_count > 0 && reader->thread_name != NULL) {
        finding->accesses[0].thread_name = reader->thread_name;
        reader->thread_name = NULL;
    }
}

/* end: where the finding's text ends in the XML. */
static void end_finding(struct reader *reader, size_t end)
{
    introduce_threads(reader);
    free(reader->finding.text);
    reader->finding.text = memory_copy(reader->xml + reader->begin, end - reader->begin);
    finding_list_add(&reader->report->findings, &reader->finding);
    reader->finding = (struct finding){0};
    reader->in_finding = false;
    reader->stack = NULL;
    free(reader->kind);
    free(reader->thread_name);
    reader->kind = NULL;
    reader->thread_name = NULL;
}

static void begin_frame(struct reader *reader)
{
    reader->in_frame = true;
    reader->frame = (struct finding_frame){0};
}

static void drop_frame(struct reader *reader)
{
    free(reader->frame.function);
    free(reader->frame.file);
    free(reader->folder);
    reader->frame = (struct finding_frame){0};
    reader->folder = NULL;
    reader->in_frame = false;
}

static void end_frame(struct reader *reader)
{
    struct finding_frame *frame = &reader->frame;
    if (reader->folder != NULL && frame->file != NULL) {
        char *path = memory_print("%s/%s", reader->folder, frame->file);
        free(frame->file);
        frame->file = path;
    }
    if (reader->stack != NULL) {
        *finding_stack_add(reader->stack) = *frame;
        *frame = (struct finding_frame){0};
    }
    drop_frame(reader);
}

static void on_begin(void *data, const XML_Char *name, const XML_Char **attributes)
{
    struct reader *reader = data;
    (void)attributes;
    reader->word_count = 0;
    if (!reader->in_finding && (is(name, "error") || is(name, "fatal_signal")))
        begin_finding(reader, name);
    else if (is(name, "announcethread"))
        reader->in_announcement = true;
    else if (is(name, "frame"))
        begin_frame(reader);
}

static void read_frame_part(struct reader *reader, const char *name)
{
    struct slice words = words_of(reader);
    if (is(name, "fn"))
        keep_words(reader, &reader->frame.function);
    else if (is(name, "dir"))
        keep_words(reader, &reader->folder);
    else if (is(name, "file"))
        keep_words(reader, &reader->frame.file);
    else if (is(name, "line"))
        slice_take_number(&words, &reader->frame.line);
    else if (is(name, "frame"))
        end_frame(reader);
}

static void read_announcement_part(struct reader *reader, const char *name)
{
    long number = 0;
    struct slice words = words_of(reader);
    if (is(name, "hthreadid") && slice_take_number(&words, &number) && number > 0)
        reader->stack = &finding_add_thread(&reader->announced, number - 1)->created;
    else if (is(name, "announcethread")) {
        reader->in_announcement = false;
        reader->stack = NULL;
    }
}

static void extend_title(struct finding *finding, struct slice words)
{
    char *more = memory_copy(words.at, words.size);
    char *title = finding->title == NULL ? memory_copy_text(more)
                                         : memory_print("%s, %s", finding->title, more);
    free(finding->title);
    free(more);
    finding->title = title;
}

/* The first sentence says what happened; a <what> after it goes on about it. */
static void read_what(struct reader *reader)
{
    struct finding *finding = &reader->finding;
    struct slice words = words_of(reader);
    const char *kind = reader->kind == NULL ? "" : reader->kind;
    extend_title(finding, words);
    if (reader->has_what)
        return;
    reader->has_what = true;
    finding->kind = helgrind_kind(slice_of(kind, strlen(kind)), words);
    reader->stack = helgrind_read_what(words, finding);
}

static void read_signal(struct reader *reader)
{
    reader->finding.kind = FINDING_CRASH;
    extend_title(&reader->finding, words_of(reader));
    reader->stack = &finding_add_access(&reader->finding, FINDING_OP_CALL)->stack;
}

static void read_finding_part(struct reader *reader, const char *name)
{
    if (is(name, "kind"))
        keep_words(reader, &reader->kind);
    else if (is(name, "threadname"))
        keep_words(reader, &reader->thread_name);
    else if (is(name, "signame"))
        read_signal(reader);
    else if (is(name, "what") || (is(name, "text") && !reader->has_what))
        read_what(reader);
    else if (is(name, "auxwhat") || is(name, "text"))
        reader->stack = helgrind_read_auxiliary(words_of(reader), &reader->finding);
    else if (is(name, reader->element))
        end_finding(reader, (size_t)XML_GetCurrentByteIndex(reader->parser) + strlen(name) + 3);
}

static void on_end(void *data, const XML_Char *name)
{
    struct reader *reader = data;
    if (reader->in_frame)
        read_frame_part(reader, name);
    else if (reader->in_announcement)
        read_announcement_part(reader, name);
    else if (reader->in_finding)
        read_finding_part(reader, name);
    else if (is(name, "state") && slice_starts(words_of(reader), "FINISHED"))
        reader->report->finished = true;
    reader->word_count = 0;
}

static void on_words(void *data, const XML_Char *text, int count)
{
    struct reader *reader = data;
    size_t size = (size_t)count;
    reader->words = memory_resize(reader->words, reader->word_count + size + 1, 1);
    memcpy(reader->words + reader->word_count, text, size);
    reader->word_count += size;
}

static char *failure_text(XML_Parser parser)
{
    return memory_print("cannot read helgrind's report, line %lu: %s",
                        (unsigned long)XML_GetCurrentLineNumber(parser),
                        XML_ErrorString(XML_GetErrorCode(parser)));
}

static void reader_release(struct reader *reader)
{
    drop_frame(reader);
    free(reader->words);
    free(reader->kind);
    free(reader->thread_name);
    finding_release(&reader->announced);
    XML_ParserFree(reader->parser);
}

void helgrind_report_read(const char *xml, size_t size, struct helgrind_report *report)
{
    struct reader reader = {.parser = XML_ParserCreate(NULL), .xml = xml, .report = report};
    *report = (struct helgrind_report){0};
    if (reader.parser == NULL)
        memory_exhausted();
    XML_SetUserData(reader.parser, &reader);
    XML_SetElementHandler(reader.parser, on_begin, on_end);
    XML_SetCharacterDataHandler(reader.parser, on_words);
    int length = size > INT_MAX ? INT_MAX : (int)size;
    if (XML_Parse(reader.parser, xml, length, 1) != XML_STATUS_OK)
        report->failure = failure_text(reader.parser);
    if (reader.in_finding)
        end_finding(&reader, size);
    reader_release(&reader);
}

void helgrind_report_release(struct helgrind_report *report)
{
    finding_list_release(&report->findings);
    free(report->failure);
    *report = (struct helgrind_report){0};
}
