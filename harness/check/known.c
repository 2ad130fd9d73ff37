#include "check/known.h"
#include "judge/memory.h"
#include "options/option.h"
#include "report/json_file.h"

#include <errno.h>
#include <fnmatch.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PARTS = 4 };

static struct known_item *add(struct known *known, char *reason)
{
    known->items = memory_resize(known->items, known->count + 1, sizeof *known->items);
    known->items[known->count] = (struct known_item){.reason = reason};
    return &known->items[known->count++];
}

static int refuse(const char *program, const char *path, const char *why)
{
    fprintf(stderr, "%s: cannot read '%s': %s\n", program, path, why);
    return EXIT_USAGE;
}

static int take_findings(struct known *known, const json_t *findings)
{
    size_t i;
    json_t *finding;
    json_array_foreach(findings, i, finding)
    {
        const char *print = json_string_value(json_object_get(finding, "fingerprint"));
        if (!print || strlen(print) != FINGERPRINT_TEXT - 1)
            return -EINVAL;
        struct known_item *item = add(known, memory_copy_text("in the baseline"));
        memcpy(item->fingerprint, print, FINGERPRINT_TEXT);
    }
    return 0;
}

int known_read_baseline(struct known *known, const char *program, const char *path)
{
    json_t *document = json_file_read(program, path);
    if (!document)
        return EXIT_USAGE;
    const char *name = json_string_value(json_object_get(document, "document"));
    json_t *findings = json_object_get(document, "findings");
    bool good = name && strcmp(name, "racelab baseline") == 0 && json_is_array(findings) &&
                json_integer_value(json_object_get(document, "version")) == 1 &&
                take_findings(known, findings) == 0;
    json_decref(document);
    return good ? 0 : refuse(program, path, "it is no baseline; 'racelab baseline' writes one");
}

static char *trim(char *text)
{
    text += strspn(text, " \t");
    size_t length = strlen(text);
    while (length > 0 && strchr(" \t\r\n", text[length - 1]))
        text[--length] = '\0';
    return text;
}

static bool is_day(const char *text)
{
    struct tm day = {0};
    const char *end = strptime(text, "%Y-%m-%d", &day);
    return end && *end == '\0' && strlen(text) == 10;
}

/* Days in this form sort as texts. */
static bool has_passed(const char *day)
{
    char today[16];
    time_t now = time(NULL);
    struct tm parts;
    localtime_r(&now, &parts);
    strftime(today, sizeof today, "%Y-%m-%d", &parts);
    return strcmp(day, today) < 0;
}

/* Takes one line. Returns why it is wrong; NULL: it is not. */
static const char *take_line(struct known *known, char *line, const char *program, const char *path,
                             long number)
{
    char *parts[PARTS], *rest = line;
    for (int i = 0; i < PARTS; i++) {
        char *part = i == PARTS - 1 ? rest : strsep(&rest, "|");
        if (!part)
            return "needs four parts: kind | where | until (YYYY-MM-DD) | reason";
        parts[i] = trim(part);
    }
    bool any = strcmp(parts[0], "*") == 0;
    enum finding_kind kind = any ? FINDING_NONE : finding_kind_of(parts[0], strlen(parts[0]));
    if (kind == FINDING_KIND_COUNT)
        return "names no kind of finding";
    if (parts[1][0] == '\0')
        return "says not where";
    if (!is_day(parts[2]))
        return "needs a day until which it holds, such as 2027-06-30";
    if (parts[3][0] == '\0')
        return "gives no reason";
    if (has_passed(parts[2])) {
        fprintf(stderr, "%s: %s:%ld: this suppression ended on %s, its findings count again\n",
                program, path, number, parts[2]);
        return NULL;
    }
    struct known_item *item = add(known, memory_print("%s (until %s)", parts[3], parts[2]));
    item->kind = kind;
    item->where = memory_copy_text(parts[1]);
    return NULL;
}

int known_read_suppressions(struct known *known, const char *program, const char *path)
{
    char *line = NULL;
    size_t room = 0;
    int result = 0;
    FILE *file = fopen(path, "re");
    if (!file)
        return refuse(program, path, strerror(errno));
    for (long number = 1; result == 0 && getline(&line, &room, file) > 0; number++) {
        char *text = trim(line);
        if (text[0] == '\0' || text[0] == '#')
            continue;
        const char *wrong = take_line(known, text, program, path, number);
        if (wrong) {
            fprintf(stderr, "%s: %s:%ld: a suppression %s\n", program, path, number, wrong);
            result = EXIT_USAGE;
        }
    }
    if (ferror(file))
        result = refuse(program, path, strerror(errno));
    free(line);
    fclose(file);
    return result;
}

static bool frame_matches(const char *pattern, const struct finding_frame *frame)
{
    return (frame->function && fnmatch(pattern, frame->function, 0) == 0) ||
           (frame->file && (fnmatch(pattern, frame->file, 0) == 0 ||
                            fnmatch(pattern, finding_file_name(frame->file), 0) == 0));
}

static bool stack_matches(const char *pattern, const struct finding_stack *stack)
{
    for (size_t i = 0; i < stack->count; i++)
        if (frame_matches(pattern, &stack->frames[i]))
            return true;
    return false;
}

static bool place_matches(const char *pattern, const struct finding *finding)
{
    if (finding->object.name && fnmatch(pattern, finding->object.name, 0) == 0)
        return true;
    for (size_t i = 0; i < finding->access_count; i++)
        if (stack_matches(pattern, &finding->accesses[i].stack))
            return true;
    return stack_matches(pattern, &finding->object.allocated);
}

static bool covers(const struct known_item *item, const struct finding *finding, const char *print)
{
    if (item->fingerprint[0])
        return strcmp(item->fingerprint, print) == 0;
    return (item->kind == FINDING_NONE || item->kind == finding->kind) &&
           place_matches(item->where, finding);
}

static void accept(const struct known *known, struct finding *finding)
{
    char print[FINGERPRINT_TEXT];
    finding_fingerprint(finding, print);
    for (size_t i = 0; i < known->count && !finding->accepted; i++)
        if (covers(&known->items[i], finding, print))
            finding->accepted = memory_copy_text(known->items[i].reason);
}

void known_accept(const struct known *known, struct judged *judged)
{
    for (size_t i = 0; i < judged->count; i++) {
        struct finding_list *findings = &judged->testimonies[i].findings;
        for (size_t j = 0; j < findings->count; j++) {
            accept(known, &findings->items[j]);
            judged->known += findings->items[j].accepted != NULL;
        }
    }
}

void known_release(struct known *known)
{
    for (size_t i = 0; i < known->count; i++) {
        free(known->items[i].where);
        free(known->items[i].reason);
    }
    free(known->items);
    *known = (struct known){0};
}
