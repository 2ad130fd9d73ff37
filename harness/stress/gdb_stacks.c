#include "stress/gdb_stacks.h"

#include "judge/memory.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH = 6 }; /* own frames of a thread that are told */

/* A piece of gdb's output. */
struct span {
    const char *text;
    size_t length;
};

struct frame {
    struct span function, file;
    long line; /* 0: gdb knows no place */
};

struct thread {
    long number;
    struct frame own[DEPTH];
    size_t depth;
    struct span called; /* by own[0]; .length 0: nothing, or nobody knows */
};

struct crowd {
    struct thread *threads;
    size_t count;
};

static bool same(struct span x, struct span y)
{
    return x.length == y.length && (x.length == 0 || memcmp(x.text, y.text, x.length) == 0);
}

static bool holds(struct span span, const char *word)
{
    return memmem(span.text, span.length, word, strlen(word)) != NULL;
}

static bool begins(struct span span, const char *word)
{
    return span.length >= strlen(word) && memcmp(span.text, word, strlen(word)) == 0;
}

static struct span behind(struct span span, size_t bytes)
{
    return (struct span){span.text + bytes, span.length - bytes};
}

/* Behind the last place of the word; the whole where there is none. */
static struct span behind_last(struct span span, const char *word)
{
    size_t size = strlen(word);
    for (size_t at = span.length; at-- > 0;)
        if (at + size <= span.length && memcmp(span.text + at, word, size) == 0)
            return behind(span, at + size);
    return span;
}

static struct span up_to(struct span span, const char *word)
{
    const char *end = memmem(span.text, span.length, word, strlen(word));
    return end ? (struct span){span.text, (size_t)(end - span.text)} : span;
}

/* "#4  0x000055bc in transfer (from=..., to=...) at /labs/two_orders.c:24" */
static struct frame read_frame(struct span line)
{
    struct frame frame = {0};
    struct span place = behind_last(line, ") at "), number = behind_last(place, ":");
    size_t skip = 1 + strspn(line.text + 1, "0123456789");
    line = behind(line, skip + strspn(line.text + skip, " "));
    if (begins(line, "0x")) {
        const char *in = memmem(line.text, line.length, " in ", 4);
        line = in ? behind(line, (size_t)(in - line.text) + 4) : line;
    }
    frame.function = up_to(line, " (");
    if (place.length < line.length && number.length < place.length) {
        frame.file = (struct span){place.text, place.length - number.length - 1};
        frame.line = strtol(number.text, NULL, 10);
    }
    return frame;
}

/* Libraries are known by their number's absence, or by the relative path that
 * they were built with; what starts the program's functions, by its folder. */
static bool is_own(const struct frame *frame)
{
    return frame->line > 0 && frame->file.text[0] == '/' && !begins(frame->file, "/usr/") &&
           !holds(frame->file, "/harness/stress/") && !holds(frame->file, "/harness/lab/");
}

/* The name that a program calls it by: glibc defines ___pthread_mutex_lock,
 * __GI___clock_nanosleep, __new_sem_wait. */
static struct span public_name(struct span name)
{
    static const char *const prefixes[] = {"_", "GI_", "new_"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes;) {
        if (begins(name, prefixes[i])) {
            name = behind(name, strlen(prefixes[i]));
            i = 0;
        } else {
            i++;
        }
    }
    if (begins(name, "pthread_clockjoin_ex")) /* which pthread_join() jumps to */
        name = (struct span){"pthread_join", strlen("pthread_join")};
    if (begins(name, "?"))
        name = (struct span){0};
    return name;
}

static void add_frame(struct thread *thread, struct frame frame)
{
    if (is_own(&frame) && thread->depth < DEPTH)
        thread->own[thread->depth++] = frame;
    else if (thread->depth == 0)
        thread->called = public_name(frame.function);
}

static void add_thread(struct crowd *crowd, long number)
{
    crowd->threads = memory_resize(crowd->threads, crowd->count + 1, sizeof *crowd->threads);
    crowd->threads[crowd->count++] = (struct thread){.number = number};
}

static void read_line(struct crowd *crowd, struct span line)
{
    static const char head[] = "Thread ";
    if (begins(line, head) && isdigit((unsigned char)line.text[sizeof head - 1]))
        add_thread(crowd, strtol(line.text + sizeof head - 1, NULL, 10));
    else if (begins(line, "#") && crowd->count > 0)
        add_frame(&crowd->threads[crowd->count - 1], read_frame(line));
}

static int by_number(const void *one, const void *other)
{
    const struct thread *x = one, *y = other;
    return (x->number > y->number) - (x->number < y->number);
}

static bool stand_alike(const struct thread *x, const struct thread *y)
{
    bool alike = x->depth == y->depth && (x->depth == 0 || same(x->called, y->called));
    for (size_t i = 0; i < x->depth && alike; i++)
        alike = same(x->own[i].function, y->own[i].function) &&
                same(x->own[i].file, y->own[i].file) && x->own[i].line == y->own[i].line;
    return alike;
}

/* "threads 2, 5-8": all that stand as this one does. */
static void print_numbers(FILE *out, const struct crowd *crowd, const struct thread *like)
{
    size_t alike = 0;
    for (size_t i = 0; i < crowd->count; i++)
        alike += stand_alike(&crowd->threads[i], like);
    fprintf(out, "  thread%s ", alike > 1 ? "s" : "");
    const char *between = "";
    for (size_t i = 0; i < crowd->count; i++) {
        if (!stand_alike(&crowd->threads[i], like))
            continue;
        size_t last = i;
        while (last + 1 < crowd->count && stand_alike(&crowd->threads[last + 1], like))
            last++;
        fprintf(out, last > i ? "%s%ld-%ld" : "%s%ld", between, crowd->threads[i].number,
                crowd->threads[last].number);
        between = ", ";
        i = last;
    }
}

static void print_frames(FILE *out, const struct thread *thread)
{
    int width = 0;
    for (size_t i = 0; i < thread->depth; i++)
        width = (int)thread->own[i].function.length > width ? (int)thread->own[i].function.length
                                                            : width;
    for (size_t i = 0; i < thread->depth; i++) {
        const struct frame *frame = &thread->own[i];
        struct span file = behind_last(frame->file, "/");
        fprintf(out, "    %-*.*s  %.*s:%ld\n", width, (int)frame->function.length,
                frame->function.text, (int)file.length, file.text, frame->line);
    }
}

static void print_alike(FILE *out, const struct crowd *crowd, const struct thread *thread)
{
    print_numbers(out, crowd, thread);
    if (thread->depth == 0)
        fprintf(out, ": in none of the program's functions");
    else if (thread->called.length > 0)
        fprintf(out, " in %.*s", (int)thread->called.length, thread->called.text);
    fprintf(out, "\n");
    print_frames(out, thread);
}

static bool is_first(const struct crowd *crowd, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (stand_alike(&crowd->threads[i], &crowd->threads[at]))
            return false;
    return true;
}

/* Those that are in the program first. */
static void print_crowd(FILE *out, const struct crowd *crowd)
{
    for (int inside = 1; inside >= 0; inside--)
        for (size_t i = 0; i < crowd->count; i++)
            if ((crowd->threads[i].depth > 0) == inside && is_first(crowd, i))
                print_alike(out, crowd, &crowd->threads[i]);
}

char *gdb_stacks_tell(const char *output)
{
    struct crowd crowd = {0};
    char *told = NULL;
    size_t size;
    for (const char *at = output; *at;) {
        size_t length = strcspn(at, "\n");
        read_line(&crowd, (struct span){at, length});
        at += length + (at[length] == '\n');
    }
    if (crowd.count == 0)
        return NULL;
    qsort(crowd.threads, crowd.count, sizeof *crowd.threads, by_number);
    FILE *out = open_memstream(&told, &size);
    if (!out)
        memory_exhausted();
    print_crowd(out, &crowd);
    fclose(out);
    free(crowd.threads);
    return told;
}
