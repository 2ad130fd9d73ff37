#include "check/verdict_card.h"
#include "report/findings_text.h"
#include "report/source_lines.h"

#include <limits.h>
#include <string.h>
#include <unistd.h>

enum { INDENT = 30, WIDEST = 100 };

static const char *color_of(enum verdict verdict, const struct terminal *terminal)
{
    switch (verdict) {
    case VERDICT_CAUGHT:
        return terminal_red(terminal);
    case VERDICT_PROVED:
    case VERDICT_CLEAN:
        return terminal_green(terminal);
    default:
        return terminal_yellow(terminal);
    }
}

/* Words within the terminal, continued below themselves. */
static void print_wrapped(FILE *out, const char *text, int indent, int width)
{
    size_t room = (size_t)(width > indent + 30 ? width - indent : 30);
    for (bool first = true; *text; first = false) {
        size_t length = strcspn(text, "\n");
        if (length > room) {
            length = room;
            while (length > room / 2 && text[length] != ' ')
                length--;
        }
        fprintf(out, "%*s%.*s\n", first ? 0 : indent, "", (int)length, text);
        text += length;
        text += strspn(text, " \n");
    }
}

static int width_of(const struct terminal *terminal)
{
    return terminal->width < WIDEST ? terminal->width : WIDEST;
}

static void print_head(FILE *out, const struct judged *judged, const struct terminal *terminal)
{
    fprintf(out, "%s%s%s  %s%s%s", terminal_bold(terminal), judged->name, terminal_plain(terminal),
            color_of(judged->verdict, terminal), verdict_name(judged->verdict),
            terminal_plain(terminal));
    if (judged->worst.finding)
        fprintf(out, ": %s", finding_kind_name(judged->worst.finding->kind));
    fprintf(out, "   %s%.1f s%s\n", terminal_dim(terminal), judged->seconds,
            terminal_plain(terminal));
}

static void print_testimony(FILE *out, const struct testimony *testimony,
                            const struct terminal *terminal)
{
    fprintf(out, "  %-13s %s%-13s%s ", witness_title(testimony->witness),
            color_of(testimony->verdict, terminal), verdict_name(testimony->verdict),
            terminal_plain(terminal));
    print_wrapped(out, testimony->evidence ? testimony->evidence : "", INDENT, width_of(terminal));
}

static void print_worst(FILE *out, const struct examined *examined, const struct terminal *terminal)
{
    const struct weighed *worst = &examined->judged->worst;
    char folder[PATH_MAX], base[PATH_MAX + 1] = "";
    if (getcwd(folder, sizeof folder))
        snprintf(base, sizeof base, "%s/", folder);
    if (worst->testimony->witness == WITNESS_EXPLORE) {
        size_t at = (size_t)(worst->finding - worst->testimony->findings.items);
        explore_text_finding(out, &examined->explored, &examined->explored.conclusion.findings[at],
                             terminal);
        return;
    }
    const struct finding_list list = {.items = (struct finding *)(size_t)worst->finding,
                                      .count = 1};
    const struct findings_style style = {.columns = width_of(terminal),
                                         .colour = terminal->color,
                                         .base = base,
                                         .line_of = source_line};
    findings_text(out, &list, &style);
}

void verdict_card_print(FILE *out, const struct examined *examined, const struct terminal *terminal)
{
    const struct judged *judged = examined->judged;
    print_head(out, judged, terminal);
    for (size_t i = 0; i < judged->count; i++)
        print_testimony(out, &judged->testimonies[i], terminal);
    for (size_t i = 0; i < judged->note_count; i++) {
        fputs("  ", out);
        print_wrapped(out, judged->notes[i], 2, width_of(terminal));
    }
    if (judged->known)
        fprintf(out, "  %zu finding%s known: in the baseline or suppressed\n", judged->known,
                judged->known == 1 ? " is" : "s are");
    if (judged->worst.finding) {
        fputc('\n', out);
        print_worst(out, examined, terminal);
    }
    if (judged->again)
        fprintf(out, "again       %s\n", judged->again);
}
