#include "workshop/check_pack.h"
#include "workshop/judge.h"
#include "workshop/languages.h"
#include "judge/memory.h"
#include "options/option.h"
#include "process/interrupt.h"
#include "sanitize/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One pack under examination. */
struct examination {
    const struct pack *pack;
    const struct terminal *terminal;
    size_t files, faults;
};

/* A remedy that says of itself that the explorer cannot follow it. */
static bool beyond_proof(const struct reference_variant *variant)
{
    return variant->remedy && variant->description.expect.explore == FINDING_UNSUPPORTED;
}

/* What is wrong with the card of a file of the pack; NULL: nothing. The caller
 * frees it. */
static char *fault_of(const struct card *card, const struct reference_variant *variant,
                      const struct exercise *exercise)
{
    if (card->seconds > (double)exercise->text.budget)
        return memory_print("judging takes longer than the budget of %ld s", exercise->text.budget);
    if (beyond_proof(variant) && card->verdict == CARD_UNDECIDED)
        return NULL;
    if (variant->remedy)
        return card_passed(card) ? NULL : memory_print("a remedy must pass: %s", card->reason);
    if (card->verdict != CARD_WRONG && exercise->text.unproved == NULL)
        return memory_print("a wrong fix must be found wrong: %s", card->reason);
    if (!workshop_text_find(&exercise->text, "wrong", variant->file->name))
        return memory_print("there is no section [wrong %s: TIER]", variant->file->name);
    if (exercise->text.unproved == NULL &&
        (!card->recognised || strcmp(card->recognised, variant->file->name) != 0))
        return memory_print("it behaves like '%s' and would get its explanation",
                            card->recognised ? card->recognised : "none of the wrong fixes");
    return NULL;
}

static void print_line(struct examination *examination, const struct exercise *exercise,
                       const struct reference_variant *variant, const struct card *card)
{
    const struct terminal *terminal = examination->terminal;
    char *fault = fault_of(card, variant, exercise);
    char *name = memory_print("%s/%s/%s", variant->remedy ? "fixes" : "labs", exercise->name,
                              variant->file->name);
    printf("%s%-4s%s %-40s %-9s %5.1f s%s%s\n",
           fault ? terminal_red(terminal) : terminal_green(terminal), fault ? "no" : "yes",
           terminal_plain(terminal), name, card_verdict_name(card->verdict), card->seconds,
           fault ? "  " : "", fault ? fault : "");
    fflush(stdout);
    examination->files++;
    examination->faults += fault != NULL;
    free(name);
    free(fault);
}

static void examine_variant(struct examination *examination, const struct reference *reference,
                            const struct reference_variant *variant)
{
    struct card card;
    char *text;
    size_t size;
    if (file_read(variant->file->path, &text, &size) != 0)
        text = memory_copy_text("");
    const struct judge_order order = {
        .reference = reference,
        .include = examination->pack->include,
        .text = text,
        .size = strlen(text),
        .columns = 100,
        .path = reference->exercise->text.unproved ? variant->file->path : NULL};
    judge(&order, &card);
    print_line(examination, reference->exercise, variant, &card);
    card_release(&card);
    free(text);
}

/* A section about a file that is not there helps nobody. */
static void examine_sections(struct examination *examination, const struct exercise *exercise)
{
    for (size_t i = 0; i < exercise->text.section_count; i++) {
        const struct text_section *section = &exercise->text.sections[i];
        bool wrong = strcmp(section->kind, "wrong") == 0;
        bool known = !wrong && strcmp(section->kind, "remedy") != 0;
        const struct pack_file *files = wrong ? exercise->wrongs : exercise->remedies;
        size_t count = wrong ? exercise->wrong_count : exercise->remedy_count;
        for (size_t k = 0; k < count; k++)
            known |= strcmp(files[k].name, section->name) == 0;
        if (known || workshop_text_lists(exercise->text.beyond, section->name))
            continue;
        printf("no   labs/%s/workshop.txt:%ld: there is no such file '%s'\n", exercise->name,
               section->line, section->name);
        examination->faults++;
    }
}

static void print_language(const struct exercise *exercise, const char *file, const char *fault)
{
    printf("no   labs/%s/%s: %s\n", exercise->name, file, fault);
}

static int examine(struct examination *examination, const struct exercise *exercise)
{
    struct reference reference;
    char *complaint;
    int code = EXIT_NOTHING_FOUND;
    examine_sections(examination, exercise);
    examination->faults += languages_check(examination->pack, exercise, print_language);
    if (reference_open(exercise, examination->pack->include, &reference, &complaint) == 0) {
        for (size_t i = 0; i < reference.count && !interrupt_requested(); i++)
            examine_variant(examination, &reference, &reference.variants[i]);
    } else if (!interrupt_requested()) {
        fprintf(stderr, "racelab workshop check-pack: %s\n", complaint);
        code = EXIT_USAGE;
    }
    free(complaint);
    reference_release(&reference);
    return code;
}

int check_pack(const struct pack *pack, const char *name, const struct terminal *terminal)
{
    struct examination examination = {.pack = pack, .terminal = terminal};
    int code = EXIT_NOTHING_FOUND;
    for (size_t i = 0; i < pack->count && code == 0 && !interrupt_requested(); i++)
        if (!name || strcmp(pack->exercises[i].name, name) == 0)
            code = examine(&examination, &pack->exercises[i]);
    if (code != 0)
        return code;
    if (interrupt_requested()) {
        fflush(stdout);
        fprintf(stderr, "racelab workshop check-pack: interrupted, %zu files were judged\n",
                examination.files);
        return EXIT_INCONCLUSIVE;
    }
    printf("%zu files, %zu that are not as they should be\n", examination.files,
           examination.faults);
    return examination.faults ? EXIT_FOUND : EXIT_NOTHING_FOUND;
}
