/* explore: proved
 * getopt() and getopt_long() as glibc has them: words that are no options are moved
 * to the end, clusters, arguments, abbreviations; and two locales. */
#include <assert.h>
#include <getopt.h>
#include <locale.h>
#include <pthread.h>
#include <string.h>

static int quiet;
static const struct option longs[] = {
    {"threads", required_argument, NULL, 't'},
    {"keep", no_argument, NULL, 'k'},
    {"level", optional_argument, NULL, 'l'},
    {"quiet", no_argument, &quiet, 7},
    {NULL, 0, NULL, 0},
};

static void expect(int told, int wanted, const char *argument)
{
    assert(told == wanted);
    assert(argument ? optarg && strcmp(optarg, argument) == 0 : !optarg);
}

static void read_long(void)
{
    char *words[] = {"program", "one", "--thr=4", "-kl9", "two", "--qu",
                     "--level", "-t",  "5",       "--",   "-k",  NULL};
    int which = -1;
    expect(getopt_long(11, words, "t:kl::", longs, &which), 't', "4");
    assert(which == 0);
    expect(getopt_long(11, words, "t:kl::", longs, &which), 'k', NULL);
    expect(getopt_long(11, words, "t:kl::", longs, &which), 'l', "9");
    expect(getopt_long(11, words, "t:kl::", longs, &which), 0, NULL);
    assert(which == 3 && quiet == 7);
    expect(getopt_long(11, words, "t:kl::", longs, &which), 'l', NULL);
    expect(getopt_long(11, words, "t:kl::", longs, &which), 't', "5");
    assert(getopt_long(11, words, "t:kl::", longs, &which) == -1);
    assert(optind == 8 && strcmp(words[8], "one") == 0 && strcmp(words[9], "two") == 0 &&
           strcmp(words[10], "-k") == 0);
}

static void read_short(void)
{
    char *words[] = {"program", "-ab", "-c", NULL};
    optind = 0;
    opterr = 0;
    expect(getopt(3, words, "+ac:"), 'a', NULL);
    assert(getopt(3, words, "+ac:") == '?' && optopt == 'b');
    assert(getopt(3, words, "+ac:") == '?' && optopt == 'c');
    optind = 0;
    assert(getopt(3, words, ":bac:") == 'a' && getopt(3, words, ":bac:") == 'b');
    assert(getopt(3, words, ":bac:") == ':' && optopt == 'c' && optind == 3);
}

static void *wait_for_nothing(void *argument)
{
    return argument;
}

int main(void)
{
    pthread_t thread;
    assert(strcmp(setlocale(LC_ALL, NULL), "C") == 0 && setlocale(LC_ALL, "xx_XX") == NULL);
    read_long();
    pthread_create(&thread, NULL, wait_for_nothing, NULL);
    read_short();
    pthread_join(thread, NULL);
    return 0;
}
