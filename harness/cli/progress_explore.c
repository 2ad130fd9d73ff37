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

static size_t append_done(char line[PROGRESS_LINE], size_t used, const struct launch_sight *sight)
{
    char done[NUMBER_MAX], rate[NUMBER_MAX], steps[NUMBER_MAX];
    const char *what = sight->states ? "states" : "executions";
    long long count = (long long)(sight->states ? sight->states : sight->executions);
    double seconds = sight->seconds > 0 ? sight->seconds : 1;
    used = append(line, used, "%s %s", number_count(count, done, sizeof done), what);
    if (sight->counting)
        return append(line, used, ", summing up");
    return append(line, used, ", %s a second, %s steps",
                  number_count((long long)((double)count / seconds), rate, sizeof rate),
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

static size_t append_left(char line[PROGRESS_LINE], size_t used, const struct launch_sight *sight)
{
    char percent[NUMBER_MAX];
    double share = share_of(sight), most = sight->order->seconds - sight->seconds;
    if (share > 0) {
        used = append(line, used, ", about %s", number_percent(share, percent, sizeof percent));
        double left = sight->seconds * (1 - share) / share;
        if (most <= 0 || left < most)
            return append(line, used, ", about %.0f s left", ceil(left));
    }
    if (sight->order->seconds > 0 && most > 0)
        return append(line, used, ", at most %.0f s left", ceil(most));
    return used;
}

void progress_sight(char line[PROGRESS_LINE], const struct launch_sight *sight)
{
    const struct launch_order *order = sight->order;
    size_t used = append(line, 0, "%s: ", order->name ? order->name : "");
    used = append_done(line, used, sight);
    if (strcmp(order->strategy, "bounded") == 0)
        used = append(line, used, ", preemptions %llu of %ld", (unsigned long long)sight->bound,
                      order->preemptions);
    if (!sight->counting)
        append_left(line, used, sight);
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
