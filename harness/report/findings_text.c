#include "report/findings_text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "judge/memory.h"
#include "report/utf8.h"

enum { NARROWEST = 40, PLACE_MOST = 44, FUNCTION_MOST = 24, INDENT = 6 };

static const char kind_colour[] = "\033[1;31m", dim[] = "\033[2m", plain[] = "\033[0m";

/* Where the columns of the frames of one finding stand. */
struct layout {
    const struct findings_style *style;
    FILE *out;
    size_t width;    /* of the terminal */
    size_t place;    /* of the widest file:line */
    size_t function; /* of the widest function */
};

static const char *without_base(const char *file, const char *base)
{
    size_t length = base == NULL ? 0 : strlen(base);
    return length > 0 && strncmp(file, base, length) == 0 ? file + length : file;
}

static char *place_of(const struct finding_frame *frame, const struct findings_style *style)
{
    const char *file = frame->file == NULL ? "?" : without_base(frame->file, style->base);
    return frame->line > 0 ? memory_print("%s:%ld", file, frame->line) : memory_copy_text(file);
}

static size_t smaller(size_t one, size_t other)
{
    return one < other ? one : other;
}

static size_t larger(size_t one, size_t other)
{
    return one > other ? one : other;
}

static bool is_aside(const struct layout *layout, const struct finding_frame *frame)
{
    const char *aside = layout->style->aside;
    return aside != NULL && strncmp(frame->file, aside, strlen(aside)) == 0;
}

static bool is_shown(const struct layout *layout, const struct finding_stack *stack, size_t at)
{
    if (!finding_frame_counts(&stack->frames[at]) || !is_aside(layout, &stack->frames[at]))
        return finding_frame_counts(&stack->frames[at]);
    for (size_t i = 0; i < stack->count; i++) {
        if (finding_frame_counts(&stack->frames[i]) && !is_aside(layout, &stack->frames[i]))
            return false;
    }
    return true;
}

static void measure(struct layout *layout, const struct finding_stack *stack)
{
    for (size_t i = 0; i < stack->count; i++) {
        const struct finding_frame *frame = &stack->frames[i];
        if (!is_shown(layout, stack, i))
            continue;
        char *place = place_of(frame, layout->style);
        size_t most = smaller(PLACE_MOST, layout->width / 2 - 4);
        layout->place = larger(layout->place, smaller(utf8_columns(place), most));
        free(place);
        size_t function = frame->function == NULL ? 1 : utf8_columns(frame->function);
        layout->function = larger(layout->function, smaller(function, FUNCTION_MOST));
    }
}

/* Blanks after a text that is so many columns wide. */
static void pad(FILE *out, const char *text, size_t columns)
{
    size_t have = utf8_columns(text);
    fprintf(out, "%s%*s", text, have < columns ? (int)(columns - have) : 0, "");
}

/* gap: columns still to fill after the function's name. */
static void print_source(const struct layout *layout, const struct finding_frame *frame, size_t gap)
{
    const struct findings_style *style = layout->style;
    size_t used = INDENT + layout->place + 2 + layout->function;
    bool wanted = style->line_of != NULL && frame->file != NULL && layout->width > used + 12;
    char *line = wanted ? style->line_of(frame->file, frame->line) : NULL;
    if (line == NULL)
        return;
    char *cut = utf8_cut_end(line, layout->width - used - 2);
    fprintf(layout->out, "%*s%s%s%s", (int)gap + 2, "", style->colour ? dim : "", cut,
            style->colour ? plain : "");
    free(cut);
    free(line);
}

static void print_frame(const struct layout *layout, const struct finding_frame *frame)
{
    char *place = place_of(frame, layout->style);
    char *cut = utf8_cut_begin(place, layout->place);
    char *name = utf8_cut_end(frame->function == NULL ? "?" : frame->function, layout->function);
    fputs("      ", layout->out);
    pad(layout->out, cut, layout->place);
    fprintf(layout->out, "  %s", name);
    print_source(layout, frame, layout->function - utf8_columns(name));
    fputc('\n', layout->out);
    free(place);
    free(cut);
    free(name);
}

static void print_stack(struct layout *layout, const struct finding_stack *stack)
{
    bool any = false;
    for (size_t i = 0; i < stack->count; i++) {
        if (!is_shown(layout, stack, i))
            continue;
        print_frame(layout, &stack->frames[i]);
        any = true;
    }
    if (!any && stack->count > 0)
        fprintf(layout->out, "      in %s\n",
                stack->frames[0].function == NULL ? "?" : stack->frames[0].function);
    else if (!any)
        fputs("      (the tool no longer knows where)\n", layout->out);
}

static void print_thread_name(FILE *out, long id, const char *name)
{
    if (id == FINDING_THREAD_MAIN)
        fputs("main thread", out);
    else if (id == FINDING_THREAD_UNKNOWN)
        fputs("a thread", out);
    else
        fprintf(out, "thread T%ld", id);
    if (name != NULL && id != FINDING_THREAD_MAIN)
        fprintf(out, " '%s'", name);
}

static void print_object(FILE *out, const struct finding_object *object)
{
    const char *memory = finding_memory_name(object->memory);
    if (object->memory == FINDING_MEMORY_UNKNOWN && object->name == NULL)
        return;
    if (object->name != NULL)
        fprintf(out, "  %s (%s", object->name, memory);
    else
        fprintf(out, "  (%s", memory);
    if (object->thread != FINDING_THREAD_UNKNOWN && object->memory != FINDING_MEMORY_THREAD) {
        fputs(" of ", out);
        print_thread_name(out, object->thread, NULL);
    }
    if (object->size > 0)
        fprintf(out, ", %ld bytes", object->size);
    if (object->offset > 0)
        fprintf(out, ", byte %ld", object->offset);
    fputc(')', out);
}

static void print_heading(const struct layout *layout, const struct finding *finding)
{
    bool colour = layout->style->colour;
    fputs(colour ? kind_colour : "", layout->out);
    for (const char *at = finding_kind_name(finding->kind); *at != '\0'; at++)
        fputc(toupper((unsigned char)*at), layout->out);
    fputs(colour ? plain : "", layout->out);
    print_object(layout->out, &finding->object);
    fputc('\n', layout->out);
}

/* The tool's own words, where they say more than the kind. */
static void print_title(const struct layout *layout, const struct finding *finding)
{
    if (finding->title == NULL || strcmp(finding->title, finding_kind_name(finding->kind)) == 0)
        return;
    char *title = utf8_cut_end(finding->title, layout->width - 2);
    fprintf(layout->out, "  %s\n", title);
    free(title);
}

static void print_access(struct layout *layout, const struct finding_access *access)
{
    FILE *out = layout->out;
    fprintf(out, "  %s%s", access->before ? "before: " : "", finding_op_name(access->op));
    if (access->object != NULL)
        fprintf(out, " %s", access->object);
    if (access->size > 0)
        fprintf(out, " of %ld byte%s", access->size, access->size == 1 ? "" : "s");
    if (access->thread != FINDING_THREAD_UNKNOWN) {
        fputs(" by ", out);
        print_thread_name(out, access->thread, access->thread_name);
    }
    for (size_t i = 0; i < access->lock_count; i++)
        fprintf(out, "%s%s", i == 0 ? ", holding " : ", ", access->locks[i]);
    fputc('\n', out);
    print_stack(layout, &access->stack);
}

static void print_origin(struct layout *layout, const char *what, const struct finding_stack *stack)
{
    const struct finding_frame *frame = finding_stack_place(stack);
    if (frame == NULL)
        return;
    char *place = place_of(frame, layout->style);
    char *line = memory_print("%s at %s in %s", what, place,
                              frame->function == NULL ? "?" : frame->function);
    char *cut = utf8_cut_end(line, layout->width - 2);
    fprintf(layout->out, "  %s\n", cut);
    free(cut);
    free(line);
    free(place);
}

static void print_thread(struct layout *layout, const struct finding_thread *thread)
{
    char *words = NULL;
    size_t size;
    FILE *out = open_memstream(&words, &size);
    if (out == NULL)
        memory_exhausted();
    print_thread_name(out, thread->id, thread->name);
    if (thread->state != NULL)
        fprintf(out, " (%s)", thread->state);
    fputs(" created", out);
    if (thread->creator != FINDING_THREAD_UNKNOWN) {
        fputs(" by ", out);
        print_thread_name(out, thread->creator, NULL);
    }
    fclose(out);
    print_origin(layout, words, &thread->created);
    free(words);
}

static void print_mutex(struct layout *layout, const struct finding_mutex *mutex)
{
    char *words = memory_print("mutex %s created", mutex->name == NULL ? "?" : mutex->name);
    print_origin(layout, words, &mutex->created);
    free(words);
}

static void print_raw(const struct layout *layout, const char *text)
{
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        char *line = memory_copy(text, length);
        char *cut = utf8_cut_end(line, layout->width - 4);
        fprintf(layout->out, "  | %s\n", cut);
        free(cut);
        free(line);
        text += length + (text[length] == '\n');
    }
}

static void print_finding(struct layout *layout, const struct finding *finding)
{
    for (size_t i = 0; i < finding->access_count; i++)
        measure(layout, &finding->accesses[i].stack);
    print_heading(layout, finding);
    print_title(layout, finding);
    for (size_t i = 0; i < finding->access_count; i++)
        print_access(layout, &finding->accesses[i]);
    print_origin(layout, "allocated", &finding->object.allocated);
    for (size_t i = 0; i < finding->mutex_count; i++)
        print_mutex(layout, &finding->mutexes[i]);
    for (size_t i = 0; i < finding->thread_count; i++)
        print_thread(layout, &finding->threads[i]);
    if (finding->access_count == 0 && finding->thread_count == 0)
        print_raw(layout, finding->text);
}

void findings_text(FILE *out, const struct finding_list *list, const struct findings_style *style)
{
    for (size_t i = 0; i < list->count; i++) {
        struct layout layout = {.style = style, .out = out, .function = 1, .place = 1};
        layout.width = (size_t)(style->columns < NARROWEST ? NARROWEST : style->columns);
        if (i > 0)
            fputc('\n', out);
        print_finding(&layout, &list->items[i]);
    }
}
