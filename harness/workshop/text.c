#include "workshop/text.h"
#include "judge/finding.h"
#include "judge/memory.h"
#include "options/option.h"
#include "report/utf8.h"
#include "sanitize/file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char *const tier_names[] = {
#define X(name, text) text,
    HINT_TIERS(X)
#undef X
};

/* The reading of one file. */
struct reader {
    struct workshop_text *text;
    const char *name; /* of the file, for messages */
    long line;
    char **complaint; /* set once: the first */
    bool paragraph;   /* the section's last line was empty */
};

const char *hint_tier_name(enum hint_tier tier)
{
    return (unsigned)tier < HINT_TIER_COUNT ? tier_names[tier] : "?";
}

static enum hint_tier tier_of(const char *name)
{
    for (int i = 0; i < HINT_TIER_COUNT; i++)
        if (strcmp(tier_names[i], name) == 0)
            return (enum hint_tier)i;
    return HINT_TIER_COUNT;
}

/* What is no text of this kind is shown in part, and does nothing to a terminal. */
static void complain(struct reader *reader, const char *what, const char *about)
{
    enum { SHOWN = 60 };
    if (*reader->complaint != NULL)
        return;
    *reader->complaint =
        memory_print("%s:%ld: %s '%.*s'", reader->name, reader->line, what, SHOWN, about);
    for (char *at = *reader->complaint; *at; at++)
        if ((unsigned char)*at < ' ' || *at == 127)
            *at = '?';
}

/* Without blanks at either end, in place. */
static char *trim(char *text)
{
    text += strspn(text, " \t");
    for (size_t length = strlen(text); length > 0 && strchr(" \t\r", text[length - 1]);)
        text[--length] = '\0';
    return text;
}

static bool read_configuration(char *word, struct configuration *configuration)
{
    char *times = strchr(word, 'x');
    if (times == NULL)
        return false;
    *times = '\0';
    return option_read_count(word, 1, 64, &configuration->threads) &&
           option_read_count(times + 1, 1, 1000, &configuration->increments);
}

static void read_configurations(struct reader *reader, char *list)
{
    struct workshop_text *text = reader->text;
    char *rest = NULL;
    for (char *word = strtok_r(list, ",", &rest); word; word = strtok_r(NULL, ",", &rest)) {
        if (text->prove_count == CONFIGURATIONS_MAX ||
            !read_configuration(trim(word), &text->prove[text->prove_count]))
            complain(reader, "no configuration, or too many; write 'prove: 2x1, 3x1' at", word);
        else
            text->prove_count++;
    }
}

static void read_number(struct reader *reader, const char *value, long max, long *number)
{
    if (!option_read_count(value, 1, max, number))
        complain(reader, "not a number that fits:", value);
}

static void replace_text(char **old, const char *value)
{
    free(*old);
    *old = memory_copy_text(value);
}

static void read_fact(struct reader *reader, char *line)
{
    struct workshop_text *text = reader->text;
    char *colon = strchr(line, ':');
    if (colon == NULL || text->translation) {
        complain(reader,
                 text->translation ? "a translation has sections only, not"
                                   : "neither 'fact: value' nor a section:",
                 line);
        return;
    }
    *colon = '\0';
    char *value = trim(colon + 1);
    if (strcmp(line, "place") == 0)
        read_number(reader, value, 1000, &text->place);
    else if (strcmp(line, "budget") == 0)
        read_number(reader, value, 3600, &text->budget);
    else if (strcmp(line, "prove") == 0)
        read_configurations(reader, value);
    else if (strcmp(line, "file") == 0)
        replace_text(&text->file, value);
    else if (strcmp(line, "unproved") == 0)
        replace_text(&text->unproved, value);
    else if (strcmp(line, "calls") == 0)
        replace_text(&text->calls, value);
    else if (strcmp(line, "keeps") == 0)
        replace_text(&text->keeps, value);
    else if (strcmp(line, "swap") == 0)
        replace_text(&text->swap, value);
    else if (strcmp(line, "beyond") == 0)
        replace_text(&text->beyond, value);
    else
        complain(reader,
                 "no such fact (place, file, prove, budget, unproved, calls, keeps, swap, beyond):",
                 line);
}

/* Which sections there are, and what their heads hold. */
static const struct section_form {
    const char *kind;
    bool named, tiered;
} forms[] = {
    {"title", false, false}, {"question", false, false}, {"hint", false, true},
    {"wrong", true, true},   {"found", true, true},      {"refused", true, false},
    {"remedy", true, false},
};

static const struct section_form *form_of(const char *kind)
{
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (strcmp(forms[i].kind, kind) == 0)
            return &forms[i];
    return NULL;
}

/* Reads "wrong two_locks: concept" into name and tier. In translations the
 * tier of `wrong` and `found` may be left out. */
static bool read_head(const struct reader *reader, const struct section_form *form, char *rest,
                      struct text_section *section)
{
    char *colon = form->named ? strrchr(rest, ':') : NULL;
    const char *tier = form->named ? "" : rest;
    if (colon) {
        *colon = '\0';
        tier = trim(colon + 1);
    }
    section->tier = tier_of(tier);
    section->name = memory_copy_text(trim(form->tiered && !form->named ? (char *)tier : rest));
    if (form->tiered && section->tier == HINT_TIER_COUNT && !(reader->text->translation && !colon))
        return false;
    return form->named == (section->name[0] != '\0') || (form->tiered && !form->named);
}

static bool known_kind(const struct text_section *section)
{
    return strcmp(section->kind, "found") != 0 ||
           finding_kind_of(section->name, strlen(section->name)) != FINDING_KIND_COUNT;
}

static void begin_section(struct reader *reader, char *head)
{
    struct workshop_text *text = reader->text;
    char *whole = memory_copy_text(head), *blank = strchr(head, ' ');
    struct text_section section = {.line = reader->line, .text = memory_copy_text("")};
    if (blank)
        *blank++ = '\0';
    const struct section_form *form = form_of(head);
    section.kind = memory_copy_text(head);
    if (!form || !read_head(reader, form, blank ? trim(blank) : head + strlen(head), &section)) {
        complain(reader,
                 "no such section ([title], [question], [hint TIER], [wrong VARIANT: "
                 "TIER], [found KIND: TIER], [refused LABEL], [remedy VARIANT]):",
                 whole);
        section.name = section.name ? section.name : memory_copy_text("");
    } else if (!known_kind(&section)) {
        complain(reader, "no such kind of finding:", section.name);
    } else if (workshop_text_find(text, section.kind, section.name)) {
        complain(reader, "a second section", whole);
    }
    free(whole);
    text->sections = memory_resize(text->sections, text->section_count + 1, sizeof section);
    text->sections[text->section_count++] = section;
    reader->paragraph = false;
}

/* Lines of a paragraph are joined; what is indented stands as it is. */
static void add_line(struct reader *reader, const char *line)
{
    struct text_section *section = &reader->text->sections[reader->text->section_count - 1];
    char *old = section->text;
    bool verbatim = strncmp(line, "    ", 4) == 0;
    if (*line == '\0') {
        reader->paragraph = true;
        return;
    }
    const char *last = strrchr(old, '\n');
    bool after_verbatim = strncmp(last ? last + 1 : old, "    ", 4) == 0;
    const char *between = *old == '\0'                 ? ""
                          : reader->paragraph          ? "\n\n"
                          : verbatim || after_verbatim ? "\n"
                                                       : " ";
    section->text = memory_print("%s%s%s", old, between, line);
    free(old);
    reader->paragraph = false;
}

static void read_line(struct reader *reader, char *line)
{
    size_t length = strlen(line);
    while (length > 0 && strchr(" \t\r", line[length - 1]))
        line[--length] = '\0';
    if (line[0] == '#')
        return;
    if (line[0] == '[' && line[length - 1] == ']') {
        line[length - 1] = '\0';
        begin_section(reader, line + 1);
    } else if (reader->text->section_count > 0) {
        add_line(reader, line);
    } else if (length > 0) {
        read_fact(reader, line);
    }
}

/* What every exercise must say. */
static void check_whole(struct reader *reader)
{
    struct workshop_text *text = reader->text;
    reader->line = 1;
    for (size_t i = 0; i < text->section_count; i++)
        if (text->sections[i].text[0] == '\0') {
            reader->line = text->sections[i].line;
            complain(reader, "nothing is said in section", text->sections[i].kind);
        }
    if (text->translation)
        return;
    if (text->place == 0 || text->file == NULL)
        complain(reader, "the fact is missing:", text->place == 0 ? "place" : "file");
    if ((text->prove_count == 0) == (text->unproved == NULL))
        complain(reader, "one of the two facts is needed:", "prove or unproved");
    if (!workshop_text_find(text, "title", "") || !workshop_text_find(text, "question", ""))
        complain(reader, "the section is missing:", "title or question");
    for (int i = 0; i < HINT_TIER_COUNT; i++)
        if (!workshop_text_find(text, "hint", tier_names[i]))
            complain(reader, "the hint is missing:", tier_names[i]);
}

int workshop_text_read(const char *path, bool translation, struct workshop_text *text,
                       char **complaint)
{
    size_t size;
    char *bytes, *rest = NULL;
    *text = (struct workshop_text){.translation = translation, .budget = TEXT_BUDGET};
    *complaint = NULL;
    int error = file_read(path, &bytes, &size);
    if (error != 0) {
        *complaint = memory_print("cannot read '%s': %s", path, strerror(-error));
        return error;
    }
    char *clean = utf8_clean(bytes, size);
    struct reader reader = {.text = text, .name = path, .complaint = complaint};
    for (char *line = clean; line; line = rest) {
        rest = strchr(line, '\n');
        if (rest)
            *rest++ = '\0';
        reader.line++;
        read_line(&reader, line);
    }
    check_whole(&reader);
    free(clean);
    free(bytes);
    if (*complaint == NULL)
        return 0;
    workshop_text_release(text);
    return -EINVAL;
}

void workshop_text_release(struct workshop_text *text)
{
    for (size_t i = 0; i < text->section_count; i++) {
        free(text->sections[i].kind);
        free(text->sections[i].name);
        free(text->sections[i].text);
    }
    free(text->sections);
    free(text->file);
    free(text->unproved);
    free(text->calls);
    free(text->keeps);
    free(text->swap);
    free(text->beyond);
    *text = (struct workshop_text){0};
}

const struct text_section *workshop_text_find(const struct workshop_text *text, const char *kind,
                                              const char *name)
{
    for (size_t i = 0; i < text->section_count; i++)
        if (strcmp(text->sections[i].kind, kind) == 0 && strcmp(text->sections[i].name, name) == 0)
            return &text->sections[i];
    return NULL;
}

bool workshop_text_lists(const char *list, const char *name)
{
    while (list && *list) {
        size_t length = strcspn(list, " ,\t");
        bool prefix = length > 0 && list[length - 1] == '*';
        if (length > 0 && strncmp(list, name, prefix ? length - 1 : length) == 0 &&
            (prefix || name[length] == '\0'))
            return true;
        list += length + strspn(list + length, " ,\t");
    }
    return false;
}
