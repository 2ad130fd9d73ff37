/* The line that `racelab explore` shows while it searches. Build first, then
 * print: progress_sight() is plain. */
#include "cli/progress.h"
#include "explore/launch/launch.h"
#include "report/number.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Appends to a line; what does not fit is cut. */
__attribute__((format(printf, 3, 4))) static size_t append(char line[PROGRESS_LINE], size_t used,
                                                           const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(line + used, PROGRESS_LINE - used, format, arguments);
    va_end(arguments);
    size_t now = used + (length > 0 ? (size_t)length : 0);
    return now < PROGRESS_LINE ? now : PROGRESS_LINE - 1;
}

/* How fast states come now says more of the end than how fast they came on the whole. */
static size_t append_growth(char line[PROGRESS_LINE], size_t used, const struct launch_sight *sight)
{
    char growth[NUMBER_MAX];
    if (!sight->states || sight->growth <= 0)
        return used;
    return append(line, used, " (%s now)",
                  number_count((long long)sight->growth, growth, sizeof growth));
}

/* Each step that waits may lead to many new states, or to none: the time that is left
 * does not follow. */
static size_t append_waiting(char line[PROGRESS_LINE], size_t used,
                             const struct launch_sight *sight)
{
    char waiting[NUMBER_MAX];
    if (!sight->states)
        return used;
    return append(line, used, ", %s steps wait",
                  number_count((long long)sight->waiting, waiting, sizeof waiting));
}

static size_t append_done(char line[PROGRESS_LINE], size_t used, const struct launch_sight *sight)
{
    char done[NUMBER_MAX], rate[NUMBER_MAX], steps[NUMBER_MAX];
    const char *what = sight->states ? "states" : "executions";
    long long count = (long long)(sight->states ? sight->states : sight->executions);
    double seconds = sight->seconds > 0 ? sight->seconds : 1;
    used = append(line, used, "%s %s", number_count(count, done, sizeof done), what);
    if (sight->counting)
        return append(line, used, ", summing up");
    used = append(line, used, ", %s a second",
                  number_count((long long)((double)count / seconds), rate, sizeof rate));
    used = append_growth(line, used, sight);
    used = append_waiting(line, used, sight);
    return append(line, used, ", %s steps",
                  number_count((long long)sight->transitions, steps, sizeof steps));
}

/* The share of a search with a known length, or of one that can be estimated. */
static double share_of(const struct launch_sight *sight)
{
    long executions = sight->order->executions;
    if (executions > 0 && !sight->states)
        return (double)sight->executions / (double)executions;
    return sight->share;
}

/* A guess at the order, so one digit of it. */
static double one_digit(double value)
{
    double unit = pow(10, floor(log10(value)));
    return ceil(value / unit) * unit;
}

/* Of stored states: the time that is left does not follow, for new ones come ever slower. */
static size_t append_whole(char line[PROGRESS_LINE], size_t used, const struct launch_sight *sight)
{
    char whole[NUMBER_MAX];
    double share = sight->share < 0.99 ? sight->share : 0.99;
    if (share <= 0)
        return used;
    if (share < 0.2) /* then the number is off by ten: docs/decisions/0011 */
        return append(line, used, "less than a third done, ");
    number_count((long long)one_digit((double)sight->states / share), whole, sizeof whole);
    return append(line, used, "about %.0f%% of an estimated %s states done, ",
                  floor(share * 10) * 10, whole);
}

/* First of all: a narrow screen has no room for the end of the line. */
static size_t append_left(char line[PROGRESS_LINE], size_t used, const struct launch_sight *sight)
{
    double share = share_of(sight), most = sight->order->seconds - sight->seconds;
    if (sight->states) {
        used = append_whole(line, used, sight);
    } else if (share > 0) {
        used = share < 0.01 ? append(line, used, "less than 1%% done, ")
                            : append(line, used, "about %.0f%% done, ", floor(share * 100));
        double left = sight->seconds * (1 - share) / share;
        if (most <= 0 || left < most)
            return append(line, used, "some %.0f s left; ", ceil(left));
    }
    if (sight->order->seconds > 0 && most > 0)
        return append(line, used, "at most %.0f s left; ", ceil(most));
    return used;
}

void progress_sight(char line[PROGRESS_LINE], const struct launch_sight *sight)
{
    const struct launch_order *order = sight->order;
    size_t used = append(line, 0, "%s: ", order->name ? order->name : "");
    if (strcmp(order->strategy, "bounded") == 0)
        used = append(line, used, "preemptions %llu of %ld, ", (unsigned long long)sight->bound,
                      order->preemptions);
    if (!sight->counting)
        used = append_left(line, used, sight);
    append_done(line, used, sight);
}

void progress_explore(void *context, const struct launch_sight *sight)
{
    char line[PROGRESS_LINE];
    if (!sight) {
        progress_clear(context);
        return;
    }
    progress_sight(line, sight);
    progress_print(context, line);
}
