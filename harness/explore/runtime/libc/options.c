/* options.c: getopt() and its long forms. Those of the C library keep their place
 * between two calls where no state of the program would hold it; these keep it among
 * the program's variables. Behaviour as of glibc (getopt(3)): words that are no
 * options are moved behind the options, unless the letters begin with '+' or '-' or
 * POSIXLY_CORRECT is set. The moving is that of musl: parse where the option stands,
 * then bring what was parsed before what was passed over (glibc moves at the next call:
 * only between two calls is the order another one). */
#include "explore/runtime/libc/program_side.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

typedef struct descriptor stream;
extern stream *wrap_stderr;
int wrap_fprintf(stream *file, const char *format, ...);

extern int wrap_optind, wrap_opterr, wrap_optopt;
extern char *wrap_optarg;
int wrap_optind = 1, wrap_opterr = 1, wrap_optopt = '?';
char *wrap_optarg;
static char *cluster; /* of "-abc" what is still to be told; NULL or "": nothing */

/* One call. */
struct reading {
    int count;
    char **words;
    const char *letters; /* without '+', '-' and ':' in front */
    const struct option *longs;
    int *which;
    bool one_dash;  /* long options may begin with one dash */
    bool in_order;  /* a word that is no option is told as option 1 */
    bool stops;     /* at the first word that is none */
    bool colon;     /* a missing argument is told by ':' */
    bool complains; /* on standard error */
};

static void declare_text(const char *text)
{
    stub_access_read(text, strlen(text) + 1);
}

/* What the call looks at, before it looks: the thread may park at each. */
static void declare(const struct reading *reading, const char *letters)
{
    stub_access_write(&wrap_optind, sizeof wrap_optind);
    stub_access_write(&wrap_optarg, sizeof wrap_optarg);
    stub_access_write(&wrap_optopt, sizeof wrap_optopt);
    stub_access_read(&wrap_opterr, sizeof wrap_opterr);
    stub_access_write(&cluster, sizeof cluster);
    declare_text(letters);
    stub_access_read(reading->words, ((size_t)reading->count + 1) * sizeof *reading->words);
    for (int i = wrap_optind > 0 ? wrap_optind : 1; i < reading->count && reading->words[i]; i++)
        declare_text(reading->words[i]);
    for (const struct option *option = reading->longs; option; option++) {
        stub_access_read(option, sizeof *option);
        if (!option->name)
            break;
        declare_text(option->name);
    }
}

static bool is_option(const char *word)
{
    return word[0] == '-' && word[1];
}

/* ':' or '?', and the complaint unless somebody has silenced it. */
static int miss_argument(const struct reading *reading, const char *dashes, const char *name)
{
    if (reading->complains && dashes)
        wrap_fprintf(wrap_stderr, "%s: option '%s%s' requires an argument\n", reading->words[0],
                     dashes, name);
    else if (reading->complains)
        wrap_fprintf(wrap_stderr, "%s: option requires an argument -- '%c'\n", reading->words[0],
                     *name);
    return reading->colon ? ':' : '?';
}

static int take_letter(const struct reading *reading)
{
    char letter = *cluster++;
    const char *known = letter == ':' || letter == ';' ? NULL : strchr(reading->letters, letter);
    wrap_optarg = NULL;
    if (*cluster == '\0' || (known && known[1] == ':'))
        wrap_optind++;
    if (!known) {
        wrap_optopt = (unsigned char)letter;
        if (reading->complains)
            wrap_fprintf(wrap_stderr, "%s: invalid option -- '%c'\n", reading->words[0], letter);
        return '?';
    }
    if (known[1] != ':')
        return (unsigned char)letter;
    if (*cluster)
        wrap_optarg = cluster;
    else if (known[2] != ':' && wrap_optind < reading->count)
        wrap_optarg = reading->words[wrap_optind++];
    cluster = NULL;
    if (wrap_optarg || known[2] == ':')
        return (unsigned char)letter;
    wrap_optopt = (unsigned char)letter;
    return miss_argument(reading, NULL, &letter);
}

/* The option of that name, or the only one that begins so. *ambiguous: several do. */
static const struct option *find_long(const struct reading *reading, const char *name,
                                      size_t length, bool *ambiguous)
{
    const struct option *found = NULL;
    *ambiguous = false;
    for (const struct option *option = reading->longs; option->name; option++) {
        if (strncmp(option->name, name, length) != 0)
            continue;
        if (strlen(option->name) == length) {
            *ambiguous = false;
            return option;
        }
        *ambiguous |= found && (found->has_arg != option->has_arg || found->flag != option->flag ||
                                found->val != option->val);
        found = found ? found : option;
    }
    return found;
}

static int refuse_long(const struct reading *reading, const char *what, const char *word)
{
    wrap_optopt = 0;
    if (reading->complains)
        wrap_fprintf(wrap_stderr, "%s: %s '%s'\n", reading->words[0], what, word);
    return '?';
}

static int finish_long(const struct reading *reading, const struct option *option)
{
    if (reading->which) {
        stub_access_write(reading->which, sizeof *reading->which);
        *reading->which = (int)(option - reading->longs);
    }
    if (!option->flag)
        return option->val;
    stub_access_write(option->flag, sizeof *option->flag);
    *option->flag = option->val;
    return 0;
}

/* The word is "--name", "--name=value", or with one dash. */
static int take_long(const struct reading *reading, const char *dashes)
{
    bool ambiguous;
    char *word = reading->words[wrap_optind++], *name = word + strlen(dashes);
    size_t length = strcspn(name, "=");
    const struct option *option = find_long(reading, name, length, &ambiguous);
    wrap_optarg = NULL;
    if (!option || ambiguous)
        return refuse_long(reading, option ? "ambiguous option" : "unrecognized option", word);
    if (name[length] == '=')
        wrap_optarg = name + length + 1;
    if (wrap_optarg && option->has_arg == no_argument) {
        wrap_optopt = option->val;
        if (reading->complains)
            wrap_fprintf(wrap_stderr, "%s: option '%s%s' doesn't allow an argument\n",
                         reading->words[0], dashes, option->name);
        return '?';
    }
    if (!wrap_optarg && option->has_arg == required_argument) {
        if (wrap_optind >= reading->count) {
            wrap_optopt = option->val;
            return miss_argument(reading, dashes, option->name);
        }
        wrap_optarg = reading->words[wrap_optind++];
    }
    return finish_long(reading, option);
}

/* Whether a word with one dash is a long option: not where its one letter is known,
 * and not where only its first letter is. */
static bool is_long(const struct reading *reading, const char *word)
{
    bool ambiguous;
    if (!reading->longs || word[1] == '-')
        return reading->longs != NULL;
    if (!reading->one_dash || (!word[2] && strchr(reading->letters, word[1])))
        return false;
    return find_long(reading, word + 1, strcspn(word + 1, "="), &ambiguous) ||
           !strchr(reading->letters, word[1]);
}

/* The option at optind. */
static int take(const struct reading *reading)
{
    char *word = reading->words[wrap_optind];
    if (cluster && *cluster)
        return take_letter(reading);
    if (strcmp(word, "--") == 0) {
        wrap_optind++;
        return -1;
    }
    if (is_long(reading, word))
        return take_long(reading, word[1] == '-' ? "--" : "-");
    cluster = word + 1;
    return take_letter(reading);
}

/* Words first to option - 1 were passed over, and option to optind - 1 parsed: none
 * of them where a cluster goes on, which the next call then finds again. */
static void bring_forward(const struct reading *reading, int first, int option)
{
    size_t passed = (size_t)(option - first);
    if (wrap_optind > option)
        stub_access_write(reading->words + first,
                          (size_t)(wrap_optind - first) * sizeof *reading->words);
    for (int i = option; i < wrap_optind; i++, first++) {
        char *word = reading->words[i];
        memmove(reading->words + first + 1, reading->words + first, passed * sizeof word);
        reading->words[first] = word;
    }
    wrap_optind = first;
}

static int take_next(const struct reading *reading)
{
    int first = wrap_optind, option = first;
    while (option < reading->count && reading->words[option] && !is_option(reading->words[option]))
        option++;
    if (option > first && reading->in_order) {
        wrap_optarg = reading->words[wrap_optind++];
        return 1;
    }
    if (option >= reading->count || !reading->words[option] || (option > first && reading->stops))
        return -1;
    wrap_optind = option;
    int told = take(reading);
    if (option > first)
        bring_forward(reading, first, option);
    return told;
}

static int read_option(struct reading *reading, const char *letters)
{
    declare(reading, letters);
    if (wrap_optind == 0) { /* as programs ask glibc to begin anew */
        wrap_optind = 1;
        cluster = NULL;
    }
    reading->in_order = *letters == '-';
    reading->stops = *letters == '+' || getenv("POSIXLY_CORRECT");
    letters += *letters == '-' || *letters == '+';
    reading->colon = *letters == ':';
    reading->complains = wrap_opterr && !reading->colon;
    reading->letters = letters + reading->colon;
    return take_next(reading);
}

int wrap_getopt(int count, char *const *words, const char *letters);
int wrap_getopt(int count, char *const *words, const char *letters)
{
    struct reading reading = {.count = count, .words = (char **)words};
    return read_option(&reading, letters);
}

int wrap_getopt_long(int count, char *const *words, const char *letters, const struct option *longs,
                     int *which);
int wrap_getopt_long(int count, char *const *words, const char *letters, const struct option *longs,
                     int *which)
{
    struct reading reading = {
        .count = count, .words = (char **)words, .longs = longs, .which = which};
    return read_option(&reading, letters);
}

int wrap_getopt_long_only(int count, char *const *words, const char *letters,
                          const struct option *longs, int *which);
int wrap_getopt_long_only(int count, char *const *words, const char *letters,
                          const struct option *longs, int *which)
{
    struct reading reading = {
        .count = count, .words = (char **)words, .longs = longs, .which = which, .one_dash = true};
    return read_option(&reading, letters);
}
