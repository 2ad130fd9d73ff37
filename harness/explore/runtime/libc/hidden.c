/* hidden.c: calls of the C library that keep something between them: random
 * numbers (which the library locks: an atomic step), and texts and dates in one
 * buffer for all (which it does not: a race is one). */
#include "explore/runtime/libc/program_side.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static struct {
    struct random_data data;
    char numbers[128];
    bool made;
} generator;

static struct {
    struct drand48_data data;
    bool made;
} drawer;

static void use_generator(void)
{
    stub_hidden(&generator, sizeof generator);
    if (!generator.made)
        initstate_r(1, generator.numbers, sizeof generator.numbers, &generator.data);
    generator.made = true;
}

long wrap_random(void);
long wrap_random(void)
{
    int32_t number = 0;
    use_generator();
    random_r(&generator.data, &number);
    return number;
}

int wrap_rand(void);
int wrap_rand(void)
{
    return (int)wrap_random();
}

void wrap_srandom(unsigned seed);
void wrap_srandom(unsigned seed)
{
    use_generator();
    srandom_r(seed, &generator.data);
}

void wrap_srand(unsigned seed) __attribute__((alias("wrap_srandom")));

void wrap_srand48(long seed);
void wrap_srand48(long seed)
{
    stub_hidden(&drawer, sizeof drawer);
    srand48_r(seed, &drawer.data);
}

double wrap_drand48(void);
double wrap_drand48(void)
{
    double number = 0;
    stub_hidden(&drawer, sizeof drawer);
    drand48_r(&drawer.data, &number);
    return number;
}

long wrap_lrand48(void);
long wrap_lrand48(void)
{
    long number = 0;
    stub_hidden(&drawer, sizeof drawer);
    lrand48_r(&drawer.data, &number);
    return number;
}

long wrap_mrand48(void);
long wrap_mrand48(void)
{
    long number = 0;
    stub_hidden(&drawer, sizeof drawer);
    mrand48_r(&drawer.data, &number);
    return number;
}

static char *strtok_rest;

char *wrap_strtok_r(char *text, const char *set, char **rest);
char *wrap_strtok(char *text, const char *set);
char *wrap_strtok(char *text, const char *set)
{
    return wrap_strtok_r(text, set, &strtok_rest);
}

static struct tm date_of_all;
static char text_of_all[64];

struct tm *wrap_gmtime_r(const time_t *time, struct tm *to);
struct tm *wrap_localtime_r(const time_t *time, struct tm *to);
char *wrap_asctime_r(const struct tm *date, char *to);
char *wrap_ctime_r(const time_t *time, char *to);

struct tm *wrap_gmtime(const time_t *time);
struct tm *wrap_gmtime(const time_t *time)
{
    return wrap_gmtime_r(time, &date_of_all);
}

struct tm *wrap_localtime(const time_t *time);
struct tm *wrap_localtime(const time_t *time)
{
    return wrap_localtime_r(time, &date_of_all);
}

char *wrap_asctime(const struct tm *date);
char *wrap_asctime(const struct tm *date)
{
    return wrap_asctime_r(date, text_of_all);
}

char *wrap_ctime(const time_t *time);
char *wrap_ctime(const time_t *time)
{
    return wrap_ctime_r(time, text_of_all);
}

/* Copies on the heap. */
char *wrap_strndup(const char *text, size_t size);
char *wrap_strndup(const char *text, size_t size)
{
    size_t length = strnlen(text, size);
    stub_access_read(text, length < size ? length + 1 : size);
    char *copy = wrap_malloc(length + 1);
    stub_access_write(copy, length + 1);
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

char *wrap_strdup(const char *text);
char *wrap_strdup(const char *text)
{
    return wrap_strndup(text, SIZE_MAX);
}

void *wrap_reallocarray(void *block, size_t count, size_t size);
void *wrap_reallocarray(void *block, size_t count, size_t size)
{
    size_t bytes;
    return __builtin_mul_overflow(count, size, &bytes) ? NULL : wrap_realloc(block, bytes);
}
