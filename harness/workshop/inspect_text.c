#include "workshop/inspect.h"
#include "workshop/sentence.h"
#include "judge/memory.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A walk over the preprocessor's output: one line at a time, and where it is
 * from. */
struct walk {
    const char *at;
    const char *source;  /* the submission's path */
    const char *include; /* the harness's headers */
    const char *folder;  /* the submission's, with the exercise's headers; NULL: none */
    char file[512];      /* where the line is from */
    char line[4096];     /* the beginning of a longer one */
};

/* `# 12 "path" 1` */
static bool read_marker(struct walk *walk)
{
    const char *quote = strchr(walk->line, '"');
    if (walk->line[0] != '#' || walk->line[1] != ' ' || !quote)
        return false;
    size_t length = strcspn(quote + 1, "\"");
    if (length >= sizeof walk->file)
        length = sizeof walk->file - 1;
    memcpy(walk->file, quote + 1, length);
    walk->file[length] = '\0';
    return true;
}

/* Goes to the next line of the program's text; false: there is none. */
static bool walk_next(struct walk *walk, bool *marker)
{
    if (*walk->at == '\0')
        return false;
    size_t length = strcspn(walk->at, "\n");
    size_t kept = length < sizeof walk->line ? length : sizeof walk->line - 1;
    memcpy(walk->line, walk->at, kept);
    walk->line[kept] = '\0';
    walk->at += length + (walk->at[length] == '\n');
    *marker = read_marker(walk);
    return true;
}

static bool within(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    return strncmp(path, folder, length) == 0 && path[length] == '/' && !strstr(path, "/../");
}

/* The compiler's own headers come with `..` in their path. */
static bool of_the_system(const char *path)
{
    return path[0] == '<' || within(path, "/usr/include") || within(path, "/usr/lib") ||
           strncmp(path, "/usr/lib/llvm", strlen("/usr/lib/llvm")) == 0;
}

static bool is_ours(const struct walk *walk)
{
    return strcmp(walk->file, walk->source) == 0;
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static char *strange_include(const struct walk *walk)
{
    if (is_ours(walk) || of_the_system(walk->file) || within(walk->file, walk->include) ||
        within(walk->file, walk->folder))
        return NULL;
    return memory_print(sentence("it includes '%s'; a solution is one file"),
                        last_part(walk->file));
}

static bool starts(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* Names that are the harness's, the language's or the system's. */
static bool reserved(const char *name, size_t length)
{
    static const char *const words[] = {
        "lab",    "main",     "if",       "else",    "for",    "while",    "do",       "return",
        "struct", "static",   "const",    "long",    "int",    "char",     "void",     "sizeof",
        "switch", "volatile", "unsigned", "signed",  "enum",   "union",    "extern",   "inline",
        "goto",   "break",    "continue", "typedef", "double", "_Atomic",  "register", "case",
        "short",  "default",  "float",    "bool",    "NULL",   "_Generic", "restrict"};
    static const char *const prefixes[] = {
        "LAB_",          "FINDING_", "RACELAB_", "lab_", "pthread", "PTHREAD_",
        "memory_order_", "atomic_",  "racelab_", "sem_", "_",       "ATOMIC_"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == length && strncmp(words[i], name, length) == 0)
            return true;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (length >= strlen(prefixes[i]) && starts(name, prefixes[i]))
            return true;
    return false;
}

static char *strange_directive(const char *line)
{
    const char *name = NULL;
    if (starts(line, "#define "))
        name = line + strlen("#define ");
    else if (starts(line, "#undef "))
        name = line + strlen("#undef ");
    else if (starts(line, "#pragma ") && !strstr(line, "diagnostic"))
        return memory_print(
            sentence("it has the directive '%.60s', which may hide code from the witnesses"), line);
    if (!name)
        return NULL;
    size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    if (!reserved(name, length))
        return NULL;
    return memory_print(sentence("it redefines '%.*s', which belongs to the harness or to C"),
                        (int)length, name);
}

/* Names of attributes that change nothing that is judged. */
static bool harmless_attribute(const char *name, size_t length)
{
    static const char *const words[] = {
        "unused",       "__unused__",  "aligned",  "__aligned__", "noinline",
        "__noinline__", "fallthrough", "noreturn", "nonnull",     "packed",
        "format",       "cold",        "hot",      "malloc",      "warn_unused_result"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == length && strncmp(words[i], name, length) == 0)
            return true;
    return false;
}

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* `at` is behind the word __attribute__; the name may be on the next line. */
static char *strange_attribute(const char *at)
{
    at += strspn(at, " \t\n(");
    size_t length = 0;
    while (is_word(at[length]))
        length++;
    size_t after = length + strspn(at + length, " \t\n");
    bool alone = at[after] == ')' || at[after] == '(';
    if (length > 0 && alone && harmless_attribute(at, length))
        return NULL;
    return memory_print(
        sentence("it uses the attribute '%.*s', which may hide code from the witnesses or "
                 "run it outside of the trial"),
        (int)(length ? length : 1), length ? at : "?");
}

static char *strange_word(const char *word, size_t length, const char *behind)
{
    if ((length == 3 && starts(word, "asm")) || (length == 5 && starts(word, "__asm")) ||
        (length == 7 && starts(word, "__asm__")))
        return memory_copy_text(sentence("it has assembly in it, which no witness can follow"));
    if ((length == 13 && starts(word, "__attribute__")) ||
        (length == 11 && starts(word, "__attribute")))
        return strange_attribute(behind);
    if (starts(word, "racelab_") || starts(word, "__racelab"))
        return memory_print(sentence("it reaches for '%.*s', which belongs to the harness"),
                            (int)length, word);
    if (length == 8 && starts(word, "__declspec"))
        return strange_attribute(behind);
    return NULL;
}

/* Where a literal that begins at `at` ends. */
static const char *skip_literal(const char *at)
{
    char quote = *at++;
    while (*at && *at != quote && *at != '\n')
        at += *at == '\\' && at[1] ? 2 : 1;
    return *at ? at + 1 : at;
}

static char *strange_words(const char *at, const char *end)
{
    while (at < end) {
        if (*at == '"' || *at == '\'') {
            at = skip_literal(at);
            continue;
        }
        size_t length = 0;
        while (is_word(at[length]))
            length++;
        char *why = length ? strange_word(at, length, at + length) : NULL;
        if (why)
            return why;
        at += length ? length : 1;
    }
    return NULL;
}

/* Keeps the name of the last macro that the line defines. */
static void take_macro(const char *line, char *macro, size_t size)
{
    static const char define[] = "#define ";
    if (!starts(line, define))
        return;
    const char *name = line + strlen(define);
    snprintf(macro, size, "%.*s", (int)strcspn(name, " ("), name);
}

/* Macros of the submission's would change what stands in a header behind them. */
static char *changed_header(const struct walk *walk, const char *macro)
{
    if (is_ours(walk) || !(within(walk->file, walk->include) || within(walk->file, walk->folder)))
        return NULL;
    return memory_print(sentence("it defines '%s' before it includes '%s'; a definition "
                                 "stands behind the #include lines"),
                        macro, last_part(walk->file));
}

static char *inspect_expanded(const struct bench *bench, const char *include)
{
    struct walk walk = {.at = bench->expanded,
                        .source = bench->source,
                        .include = include,
                        .folder = bench->folder};
    bool marker, included = false;
    char *why = NULL, macro[64] = "";
    const char *begin = walk.at;
    while (!why && walk_next(&walk, &marker)) {
        if (marker) {
            why = strange_include(&walk);
            if (!why && macro[0])
                why = changed_header(&walk, macro);
            included |= within(walk.file, include) && strcmp(last_part(walk.file), "lab.h") == 0;
        } else if (is_ours(&walk)) {
            why =
                walk.line[0] == '#' ? strange_directive(walk.line) : strange_words(begin, walk.at);
            take_macro(walk.line, macro, sizeof macro);
        }
        begin = walk.at;
    }
    if (!why && !included)
        why = memory_copy_text(sentence("it does not include lab.h, so it describes no lab"));
    return why;
}

/* A macro is seen where it is used; and where it stands is no line of the program. */
static bool is_code(const char *line)
{
    return line[0] != '\0' && !starts(line, "#define ") && !starts(line, "#undef ");
}

/* The submission's own lines of a preprocessed text. */
static char *own_lines(const char *expanded, const char *source)
{
    struct walk walk = {.at = expanded, .source = source, .include = ""};
    char *own = memory_resize(NULL, strlen(expanded) + 1, 1);
    size_t size = 0;
    bool marker;
    for (const char *begin = walk.at; walk_next(&walk, &marker); begin = walk.at)
        if (!marker && is_ours(&walk) && is_code(walk.line)) {
            memcpy(own + size, begin, (size_t)(walk.at - begin));
            size += (size_t)(walk.at - begin);
        }
    own[size] = '\0';
    return own;
}

static char *inspect_conditions(const struct bench *bench)
{
    char *watched = own_lines(bench->watched, bench->source);
    char *unwatched = own_lines(bench->expanded, bench->source);
    bool same = strcmp(watched, unwatched) == 0;
    free(watched);
    free(unwatched);
    if (same)
        return NULL;
    return memory_copy_text(
        sentence("it compiles to something else where a witness watches (#if on the "
                 "sanitizer)"));
}

char *inspect_text(const struct bench *bench, const char *include)
{
    char *why = inspect_expanded(bench, include);
    return why ? why : inspect_conditions(bench);
}
