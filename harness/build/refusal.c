#include "build/refusal.h"
#include "judge/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAMES_SHOWN = 3 };

/* What goes wrong in linking, and how a person mends it. */
static const struct trouble {
    const char *marks[4]; /* what linkers write right before the name */
    const char *one, *many;
    const char *remedy;
} troubles[] = {
    {{"cannot find -l:", "cannot find -l", "unable to find library -l", "library not found: "},
     "the library %s is not found",
     "the libraries %s are not found",
     "install its development package, or say in which folder it lies: "
     "'-- -LFOLDER'"},
    {{"undefined reference to symbol ", "undefined reference to ", "undefined symbol: "},
     "%s is used, and nothing here defines it",
     "%s are used, and nothing here defines them",
     "name the file that does as well, or its library: '-- -lNAME'"},
    {{"multiple definition of ", "duplicate symbol: "},
     "%s is defined more than once",
     "%s are defined more than once",
     "define in one file only what several share, or make each 'static'"},
};

/* Names as they come, each once. */
struct names {
    char *shown[NAMES_SHOWN];
    size_t count;
};

/* A linker quotes a name as `name', 'name' or not at all; a version may follow
 * it ("name@@GLIBC_2.34"), or a reason (": No such file or directory"). */
static char *name_at(const char *at)
{
    bool quoted = *at == '`' || *at == '\'';
    size_t line = strcspn(at, "\n"), length;
    if (quoted) {
        at++;
        length = strcspn(at, "'\n");
    } else {
        const char *reason = memmem(at, line, ": ", 2);
        length = reason ? (size_t)(reason - at) : line;
    }
    const char *version = memchr(at, '@', length);
    return memory_copy(at, version && version > at ? (size_t)(version - at) : length);
}

static void names_add(struct names *names, char *name)
{
    for (size_t i = 0; i < names->count && i < NAMES_SHOWN; i++)
        if (strcmp(names->shown[i], name) == 0) {
            free(name);
            return;
        }
    if (names->count < NAMES_SHOWN)
        names->shown[names->count] = name;
    else
        free(name);
    names->count++;
}

/* The names behind the marks: of each line the first. */
static struct names names_of(const struct trouble *trouble, const char *words)
{
    struct names names = {.count = 0};
    enum { MARKS = sizeof trouble->marks / sizeof *trouble->marks };
    while (*words) {
        size_t line = strcspn(words, "\n");
        const char *at = NULL;
        size_t length = 0;
        for (size_t i = 0; i < MARKS && trouble->marks[i] && !at; i++) {
            length = strlen(trouble->marks[i]);
            at = memmem(words, line, trouble->marks[i], length);
        }
        if (at)
            names_add(&names, name_at(at + length));
        words += line + (words[line] == '\n');
    }
    return names;
}

/* "'a'", "'a' and 'b'", "'a', 'b' and more"; releases the names. */
static char *names_join(struct names *names)
{
    size_t shown = names->count < NAMES_SHOWN ? names->count : NAMES_SHOWN;
    char *joined = memory_copy_text("");
    for (size_t i = 0; i < shown; i++) {
        bool last = i + 1 == names->count;
        char *longer = memory_print("%s%s'%s'", joined, i == 0 ? "" : (last ? " and " : ", "),
                                    names->shown[i]);
        free(joined);
        free(names->shown[i]);
        joined = longer;
    }
    if (names->count <= NAMES_SHOWN)
        return joined;
    char *longer = memory_print("%s and more", joined);
    free(joined);
    return longer;
}

/* The wording has one "%s". */
static char *explain(const struct trouble *trouble, struct names *names)
{
    const char *wording = names->count == 1 ? trouble->one : trouble->many;
    const char *gap = strstr(wording, "%s");
    char *joined = names_join(names);
    char *text = memory_print("it does not link: %.*s%s%s; %s", (int)(gap - wording), wording,
                              joined, gap + 2, trouble->remedy);
    free(joined);
    return text;
}

/* "x.o: file format not recognized", of ld and of nm. */
static char *explain_format(const char *words)
{
    const char *mark = strstr(words, ": file format not recognized");
    if (!mark)
        return NULL;
    const char *begin = mark;
    while (begin > words && begin[-1] != '\n' && begin[-1] != ':' && begin[-1] != ' ')
        begin--;
    return memory_print("it does not link: '%.*s' is no object and no library of this machine; "
                        "make it anew",
                        (int)(mark - begin), begin);
}

char *refusal_of_linker(const char *words)
{
    char *format = explain_format(words);
    if (format)
        return format;
    for (size_t i = 0; i < sizeof troubles / sizeof *troubles; i++) {
        struct names names = names_of(&troubles[i], words);
        if (names.count > 0)
            return explain(&troubles[i], &names);
    }
    return memory_copy_text("it does not link");
}

char *refusal_line(const struct build *build)
{
    if (!build->message)
        return memory_copy_text("it was not built");
    if (build->end == BUILD_UNLINKED)
        return refusal_of_linker(build->message);
    return memory_copy(build->message, strcspn(build->message, "\n"));
}

int refusal_tell(const char *program, const struct build *build)
{
    char *line = refusal_line(build);
    bool compiler = build->end == BUILD_REFUSED;
    if (compiler || build->end == BUILD_UNLINKED)
        fputs(build->message, stderr);
    fprintf(stderr, "%s: %s%s\n", program, build->end == BUILD_LACKING ? "cannot build: " : "",
            compiler ? "it does not compile" : line);
    free(line);
    return build_exit_code(build);
}
