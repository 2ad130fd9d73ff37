#include "explore/launch/arguments.h"
#include "judge/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void arguments_add(struct arguments *arguments, const char *name, char *value)
{
    arguments->items[arguments->count++] = memory_copy_text(name);
    arguments->items[arguments->count++] = value;
}

void arguments_release(struct arguments *arguments)
{
    for (size_t i = 0; i < arguments->count; i++)
        free(arguments->items[i]);
    if (arguments->lessons)
        unlink(arguments->lessons);
    free(arguments->lessons);
}

enum { SCHEDULE_MAX = 60000 }; /* the kernel takes words of 128 KiB */

static int add_schedule(struct arguments *arguments, const struct launch_order *order)
{
    if (!order->schedule)
        return 0;
    if (!order->lessons && strlen(order->schedule) < SCHEDULE_MAX) {
        arguments_add(arguments, "schedule", memory_copy_text(order->schedule));
        return 0;
    }
    arguments->lessons = lessons_save(order->lessons, order->schedule);
    if (!arguments->lessons)
        return -errno;
    arguments_add(arguments, "lessons", memory_copy_text(arguments->lessons));
    return 0;
}

int arguments_init(struct arguments *arguments, const struct launch_order *order)
{
    *arguments = (struct arguments){.count = 0};
    arguments->items[arguments->count++] = memory_copy_text(order->binary);
    arguments_add(arguments, "strategy", memory_copy_text(order->strategy));
    arguments_add(arguments, "threads", memory_print("%ld", order->threads));
    arguments_add(arguments, "increments", memory_print("%ld", order->increments));
    arguments_add(arguments, "executions", memory_print("%ld", order->executions));
    arguments_add(arguments, "seconds", memory_print("%g", order->seconds));
    arguments_add(arguments, "memory", memory_print("%ld", order->memory));
    arguments_add(arguments, "jobs", memory_print("%ld", order->jobs));
    arguments_add(arguments, "depth", memory_print("%ld", order->steps));
    arguments_add(arguments, "seed", memory_print("%ld", order->seed));
    arguments_add(arguments, "preemptions", memory_print("%ld", order->preemptions));
    arguments_add(arguments, "spurious", memory_print("%d", order->spurious));
    arguments_add(arguments, "no_count", memory_print("%d", order->no_count));
    arguments_add(arguments, "keep_going", memory_print("%d", order->keep_going));
    arguments_add(arguments, "pause", memory_print("%d", order->pause));
    if (order->shards) {
        arguments_add(arguments, "shard", memory_print("%ld", order->shard));
        arguments_add(arguments, "shards", memory_print("%ld", order->shards));
    }
    if (order->input)
        arguments_add(arguments, "stdin", memory_copy_text(order->input));
    if (order->sequence)
        arguments_add(arguments, "sequence", memory_copy_text(order->sequence));
    if (order->at_once)
        arguments_add(arguments, "alone", memory_copy_text("0"));
    return add_schedule(arguments, order);
}

/* The word that begins at *text, without its quotes; *text moves behind it.
 * NULL: a quote is not closed. The caller frees it. */
static char *word(const char **text)
{
    char *copy = memory_resize(NULL, strlen(*text) + 1, 1), quote = '\0';
    size_t length = 0;
    for (; **text && (quote || **text != ' '); ++*text) {
        if (quote ? **text == quote : **text == '\'' || **text == '"')
            quote = quote ? '\0' : **text;
        else
            copy[length++] = **text;
    }
    copy[length] = '\0';
    if (!quote)
        return copy;
    free(copy);
    return NULL;
}

int arguments_add_program(struct arguments *arguments, const char *text)
{
    if (!text)
        return 0;
    arguments->items[arguments->count++] = memory_copy_text("--");
    for (text += strspn(text, " "); *text; text += strspn(text, " ")) {
        if (arguments->count + 1 == ARGUMENTS_MAX)
            return -E2BIG;
        char *one = word(&text);
        if (!one)
            return -EINVAL;
        arguments->items[arguments->count++] = one;
    }
    return 0;
}
