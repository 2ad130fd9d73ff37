#include "report/number.h"

#include <stdio.h>
#include <string.h>

static const char *with_commas(long long value, char *text, size_t size)
{
    char digits[NUMBER_MAX];
    snprintf(digits, sizeof digits, "%lld", value < 0 ? -value : value);
    size_t length = strlen(digits), used = 0;
    if (value < 0 && size > 1)
        text[used++] = '-';
    for (size_t i = 0; i < length && used + 2 < size; i++) {
        text[used++] = digits[i];
        if ((length - i) % 3 == 1 && i + 1 < length)
            text[used++] = ',';
    }
    text[used] = '\0';
    return text;
}

const char *number_count(long long value, char *text, size_t size)
{
    double magnitude = (double)(value < 0 ? -value : value);
    if (magnitude >= 1e9)
        snprintf(text, size, "%.3gG", (double)value / 1e9);
    else if (magnitude >= 1e7)
        snprintf(text, size, "%.3gM", (double)value / 1e6);
    else
        with_commas(value, text, size);
    return text;
}

const char *number_percent(double share, char *text, size_t size)
{
    double percent = share * 100;
    if (percent == 0 || percent == 100)
        snprintf(text, size, "%.0f %%", percent);
    else if (percent > -0.01 && percent < 0.01)
        snprintf(text, size, "<0.01 %%");
    else if (percent > 99.9 && percent < 100)
        snprintf(text, size, "%.2f %%", percent > 99.99 ? 99.99 : percent);
    else
        snprintf(text, size, percent < 1 ? "%.2f %%" : "%.1f %%", percent);
    return text;
}

const char *number_measured(double value, char *text, size_t size)
{
    long long whole = (long long)(value + 0.5);
    if (value >= 1000 || (double)whole == value)
        number_count(whole, text, size);
    else
        snprintf(text, size, value >= 100 ? "%.0f" : value < 0.01 ? "%.2g" : "%.3g", value);
    return text;
}

const char *number_nanoseconds(double value, char *text, size_t size)
{
    if (value >= 1000)
        number_count((long long)(value + 0.5), text, size);
    else
        snprintf(text, size, value < 10 ? "%.2f" : "%.1f", value);
    return text;
}
