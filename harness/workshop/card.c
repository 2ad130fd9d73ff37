#include "workshop/card.h"
#include "workshop/prose.h"
#include "workshop/sentence.h"
#include "judge/finding.h"
#include "judge/memory.h"
#include "report/utf8.h"

#include <stdlib.h>
#include <string.h>

const char *card_verdict_name(enum card_verdict verdict)
{
    static const char *const names[] = {
#define X(name, text) text,
        CARD_VERDICTS(X)
#undef X
    };
    return (unsigned)verdict < CARD_VERDICT_COUNT ? names[verdict] : "?";
}

const char *card_verdict_word(enum card_verdict verdict)
{
    switch (verdict) {
    case CARD_PROVED:
        return sentence("proved");
    case CARD_HOLDS:
        return sentence("holds");
    case CARD_WRONG:
        return sentence("wrong");
    case CARD_REFUSED:
        return sentence("refused");
    case CARD_BROKEN:
        return sentence("broken");
    case CARD_UNDECIDED:
        return sentence("undecided");
    case CARD_LACKING:
        return sentence("lacking");
    case CARD_VERDICT_COUNT:
        break;
    }
    return "?";
}

bool card_passed(const struct card *card)
{
    return card->verdict == CARD_PROVED || card->verdict == CARD_HOLDS;
}

void card_conclude(struct card *card, enum card_verdict verdict, char *reason)
{
    free(card->reason);
    card->verdict = verdict;
    card->reason = reason;
}

bool card_refuse(struct card *card, char *why)
{
    if (why)
        card_conclude(card, CARD_REFUSED, why);
    return why != NULL;
}

void card_release(struct card *card)
{
    for (size_t i = 0; i < card->witness_count; i++)
        free(card->witnesses[i].text);
    free(card->exercise);
    free(card->reason);
    free(card->recognised);
    free(card->schedule);
    free(card->title);
    free(card->trace);
    free(card->why);
    *card = (struct card){0};
}

void card_add_witness(struct card *card, const char *name, bool told, bool good, char *text)
{
    if (card->witness_count < CARD_WITNESSES_MAX)
        card->witnesses[card->witness_count++] =
            (struct card_witness){.name = name, .told = told, .good = good, .text = text};
    else
        free(text);
}

const char *card_explanation(const struct card *card, const struct exercise *exercise)
{
    const char *text = NULL;
    if (card->recognised)
        text = exercise_text(exercise, "wrong", card->recognised);
    if (!text && card->verdict == CARD_WRONG)
        text = exercise_text(exercise, "found", finding_kind_name(card->kind));
    return text;
}

static void print_verdict(FILE *out, const struct card *card, const struct terminal *terminal)
{
    const char *color = card_passed(card) ? terminal_green(terminal)
                        : card->verdict == CARD_UNDECIDED || card->verdict == CARD_LACKING
                            ? terminal_yellow(terminal)
                            : terminal_red(terminal);
    fprintf(out, "%s%s%s  %s%s%s", terminal_bold(terminal), card->exercise,
            terminal_plain(terminal), color, card_verdict_word(card->verdict),
            terminal_plain(terminal));
    if (card->recognised)
        fprintf(out, sentence(" as %s"), card->recognised);
    if (card->seconds >= 0.005)
        fprintf(out, "  %s%.1f s%s", terminal_dim(terminal), card->seconds,
                terminal_plain(terminal));
    fputc('\n', out);
}

static void print_witnesses(FILE *out, const struct card *card, const struct terminal *terminal)
{
    for (size_t i = 0; i < card->witness_count; i++) {
        const struct card_witness *witness = &card->witnesses[i];
        const char *mark = !witness->told ? "?" : witness->good ? "+" : "-";
        const char *color = !witness->told  ? terminal_yellow(terminal)
                            : witness->good ? terminal_green(terminal)
                                            : terminal_red(terminal);
        char *line = utf8_cut_end(witness->text, (size_t)terminal->width - 13);
        fprintf(out, "%s%s%s %-8s %s\n", color, mark, terminal_plain(terminal), witness->name,
                line);
        free(line);
    }
}

static void print_trace(FILE *out, const struct card *card, const struct terminal *terminal,
                        size_t max_lines)
{
    size_t lines = 0;
    char *title = utf8_cut_end(card->title, (size_t)terminal->width);
    fprintf(out, "%s%s%s\n", terminal_red(terminal), title, terminal_plain(terminal));
    free(title);
    for (const char *at = card->trace; at && *at && (max_lines == 0 || lines < max_lines);
         lines++) {
        size_t length = strcspn(at, "\n");
        char *whole = memory_copy(at, length);
        char *line = utf8_cut_end(whole, (size_t)terminal->width);
        fprintf(out, "%s\n", line);
        free(line);
        free(whole);
        at += length + (at[length] == '\n');
    }
    if (card->why && card->why[0])
        prose_print(out, card->why, terminal->width, sentence("why: "), "     ");
}

void card_print(FILE *out, const struct card *card, const struct exercise *exercise,
                const struct terminal *terminal, size_t max_lines)
{
    const char *explanation = card_explanation(card, exercise);
    print_verdict(out, card, terminal);
    print_witnesses(out, card, terminal);
    if (card->verdict == CARD_BROKEN && strchr(card->reason, '\n'))
        fprintf(out, "%s%s", card->reason,
                card->reason[0] && card->reason[strlen(card->reason) - 1] != '\n' ? "\n" : "");
    else if (card->reason[0])
        prose_print(out, card->reason, terminal->width, "", "");
    if (explanation)
        prose_print(out, explanation, terminal->width, "", "");
    if (card->title) {
        fputc('\n', out);
        print_trace(out, card, terminal, max_lines);
    }
}

json_t *card_to(const struct card *card)
{
    json_t *document = json_pack("{s:s, s:s, s:b, s:s}", "exercise", card->exercise, "verdict",
                                 card_verdict_name(card->verdict), "passed", card_passed(card),
                                 "reason", card->reason);
    json_object_set_new(document, "recognised",
                        card->recognised ? json_string(card->recognised) : json_null());
    if (card->size.threads > 0)
        json_object_set_new(document, "finding",
                            json_pack("{s:s, s:I, s:I, s:s}", "kind", finding_kind_name(card->kind),
                                      "threads", (json_int_t)card->size.threads, "increments",
                                      (json_int_t)card->size.increments, "schedule",
                                      card->schedule ? card->schedule : ""));
    return document;
}
