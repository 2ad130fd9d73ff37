#include "explore/trace/explore_text.h"
#include "explore/trace/columns.h"
#include "explore/trace/outcomes_text.h"
#include "explore/trace/pairs.h"
#include "explore/trace/replay_command.h"
#include "explore/judge/outcome.h"
#include "judge/finding.h"
#include "judge/memory.h"
#include "report/number.h"
#include "report/wrap.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static char *grouped_number(uint64_t number)
{
    char *digits = memory_print("%llu", (unsigned long long)number);
    char *text = outcomes_grouped(digits);
    free(digits);
    return text;
}

static const char *plural(uint64_t count)
{
    return count == 1 ? "" : "s";
}

enum { WHY = 7, INDENT = 12, VERDICT = 12 };

/* Returns how many columns it takes. */
static size_t print_kind(FILE *out, enum finding_kind kind, const struct terminal *terminal)
{
    const char *name = finding_kind_name(kind);
    size_t length = strlen(name);
    int width = INDENT;
    fputs(terminal_red(terminal), out);
    for (; *name; name++, width--)
        fputc(toupper((unsigned char)*name), out);
    fputs(terminal_plain(terminal), out);
    fprintf(out, "%*s", width > 1 ? width : 1, "");
    return length < INDENT ? INDENT : length + 1;
}

void explore_text_words(FILE *out, const char *text, int indent, int width)
{
    struct wrapped wrapped;
    wrapped_init(&wrapped, (size_t)(width - indent), "..");
    wrapped_add_words(&wrapped, text);
    for (size_t i = 0; i < wrapped.count; i++)
        fprintf(out, "%*s%s\n", i ? indent : 0, "", wrapped.lines[i]);
    wrapped_release(&wrapped);
}

void explore_text_why(FILE *out, const struct explore_finding *finding, int width)
{
    if (!finding->why[0])
        return;
    fputs("  why: ", out);
    explore_text_words(out, finding->why, WHY, width);
}

/* What the program printed, one line of it a line, with nothing in it that a
 * terminal would act on. */
static void print_output(FILE *out, const struct exploration_goal *goal)
{
    bool begins = true;
    fprintf(out, "  output:%s\n", goal->output_size ? "" : " nothing");
    for (size_t i = 0; i < goal->output_size; i++) {
        char byte = goal->output[i];
        if (begins)
            fputs("    | ", out);
        fputc(byte == '\n' || byte == '\t' || (unsigned char)byte >= ' ' ? byte : '?', out);
        begins = byte == '\n';
    }
    if (!begins)
        fputc('\n', out);
}

static void print_schedule(FILE *out, const struct exploration_goal *goal, int width)
{
    static const char more[] = "... (--json has it all)";
    int before =
        fprintf(out, "  %u preemption%s, %llu step%s, schedule ", goal->preemptions,
                plural(goal->preemptions), (unsigned long long)goal->steps, plural(goal->steps));
    int room = width - before;
    if (!goal->schedule[0])
        fputs("(none)\n", out);
    else if ((int)strlen(goal->schedule) <= room)
        fprintf(out, "%s\n", goal->schedule);
    else
        fprintf(out, "%.*s%s\n", room > (int)strlen(more) ? room - (int)strlen(more) : 0,
                goal->schedule, more);
}

void explore_text_finding(FILE *out, const struct explored *explored,
                          const struct explore_finding *finding, const struct terminal *terminal)
{
    const struct exploration_goal *goal = finding->goal;
    bool brief = finding->kind == FINDING_DATA_RACE && finding != explored->conclusion.findings;
    int width = terminal_text_width(terminal);
    size_t before = print_kind(out, finding->kind, terminal);
    bool wide =
        before + strlen(finding->object) + strlen(": ") + strlen(finding->title) > (size_t)width;
    char *object = wrap_cut(finding->object, (size_t)width - before - 1, "..");
    if (object[0])
        fprintf(out, "%s:%s%*s", object, wide ? "\n" : "", wide ? INDENT : 1, "");
    explore_text_words(out, finding->title, object[0] ? INDENT : (int)before, width);
    free(object);
    print_schedule(out, goal, width);
    if (!brief)
        columns_print(out, finding, explored->symbols,
                      &(struct columns_reader){.room = width, .utf8 = terminal->utf8});
    explore_text_why(out, finding, width);
    pairs_print(out, finding, explored->symbols, width);
    if (explored->show_output)
        print_output(out, goal);
}

/* " (clock.c:12)", or "" where the place is not known. The caller frees it. */
static char *at(const struct explored *explored, uint64_t pc)
{
    struct place place = {.line = 0};
    if (pc)
        place = symbols_place(explored->symbols, pc);
    return place.line ? memory_print(" (%s:%ld)", place.file, place.line) : memory_copy_text("");
}

/* "note        ..." within so many columns. */
static void print_remark(FILE *out, const char *label, const char *text, int width)
{
    fprintf(out, "%-*s", INDENT, label);
    explore_text_words(out, text, INDENT, width);
}

static void print_clock(FILE *out, const struct explored *explored, int width)
{
    const struct exploration *exploration = &explored->exploration;
    if (!exploration->clock)
        return;
    struct place place = symbols_place(explored->symbols, exploration->clock_pc);
    char *text =
        memory_print("time is virtual (%s at %s:%ld)", exploration->clock, place.file, place.line);
    print_remark(out, "assumed", text, width);
    free(text);
}

static void print_note(FILE *out, const struct exploration *exploration, int width)
{
    char *note = outcome_note(exploration);
    if (note)
        print_remark(out, "note", note, width);
    if (exploration->untold)
        print_remark(
            out, "note",
            "it prints too many different things for its outcomes to be told apart by them", width);
    free(note);
}

static void print_searched(FILE *out, const struct explored *explored, int width)
{
    const struct exploration *exploration = &explored->exploration;
    bool by_states = exploration->states != 0, part = exploration->shard.count > 0;
    bool all = exploration->complete && strcmp(exploration->strategy, "replay") != 0;
    char *count = grouped_number(by_states ? exploration->states : exploration->executions);
    char *transitions = grouped_number(exploration->transitions);
    char *shards = explored->shards
                       ? memory_print(", %u shard%s", explored->shards, plural(explored->shards))
                       : memory_copy_text("");
    char *text = memory_print("%s %s%s, %s steps, %.3f s (%s, sequential consistency%s)", count,
                              by_states ? "states" : "executions",
                              !all   ? ""
                              : part ? ", all of this shard"
                                     : ", all there are",
                              transitions, exploration->seconds, exploration->strategy, shards);
    print_remark(out, "searched", text, width);
    free(text);
    free(shards);
    free(transitions);
    free(count);
}

static void print_coverage(FILE *out, const struct explored *explored, int width)
{
    const struct exploration *exploration = &explored->exploration;
    print_searched(out, explored, width);
    if (!exploration->complete && exploration->restarts &&
        exploration->wasted > exploration->seconds / 10) {
        char *text = memory_print("a location turned out to be shared after %.1f s, and the search "
                                  "began afresh",
                                  exploration->wasted);
        print_remark(out, "note", text, width);
        free(text);
    }
    if (exploration->complete && exploration->threads == 1 && exploration->transitions == 0)
        print_remark(out, "note", "the program starts no thread: there is nothing to interleave",
                     width);
    print_note(out, exploration, width);
    if (exploration->assumed)
        print_remark(out, "assumed",
                     "a loop that did not leave after 256 turns (or a second of them) in which "
                     "nothing changed goes on waiting",
                     width);
    print_clock(out, explored, width);
}

/* Why there is no answer; NULL: there is one. The caller frees it. */
static char *why_open(const struct explored *explored)
{
    const struct exploration *exploration = &explored->exploration;
    enum verdict verdict = explored->conclusion.verdict;
    if (verdict == VERDICT_UNSUPPORTED) {
        char *place = at(explored, exploration->unsupported_pc);
        char *text = memory_print("unsupported: %s%s", exploration->unsupported, place);
        free(place);
        return text;
    }
    if (verdict != VERDICT_INCONCLUSIVE)
        return NULL;
    if (strcmp(exploration->limit, "interrupted") == 0)
        return memory_copy_text("interrupted before everything was searched");
    if (strchr(exploration->limit, ' '))
        return memory_print("not searched: %s", exploration->limit);
    return memory_print("not everything was searched: the limit of %s was met", exploration->limit);
}

/* What stands behind the verdict; "" nothing. The caller frees it. */
static char *what_was_judged(const struct explored *explored)
{
    const struct exploration *exploration = &explored->exploration;
    char *size = explored->is_lab
                     ? memory_print("%ld threads x %ld", explored->threads, explored->increments)
                     : memory_copy_text("");
    char *shard =
        exploration->shard.count
            ? memory_print("shard %u of %u", exploration->shard.number, exploration->shard.count)
            : memory_copy_text("");
    char *why = why_open(explored);
    char *text = memory_print("%s%s%s%s%s", size, size[0] && shard[0] ? " " : "", shard,
                              why && (size[0] || shard[0]) ? " " : "", why ? why : "");
    free(size);
    free(shard);
    free(why);
    return text;
}

static void print_verdict(FILE *out, const struct explored *explored,
                          const struct terminal *terminal)
{
    enum verdict verdict = explored->conclusion.verdict;
    const char *color = verdict == VERDICT_PROVED   ? terminal_green(terminal)
                        : verdict == VERDICT_CAUGHT ? terminal_red(terminal)
                                                    : terminal_yellow(terminal);
    fprintf(out, "%s%s%s  %s%-*s%s", terminal_bold(terminal), explored->name,
            terminal_plain(terminal), color, VERDICT, verdict_name(verdict),
            terminal_plain(terminal));
    char *rest = what_was_judged(explored);
    if (!rest[0]) {
        fputc('\n', out);
    } else {
        int before = (int)strlen(explored->name) + 2 + VERDICT + 1;
        int width = terminal_line_width(terminal);
        bool wide = before + (int)strlen(rest) > width;
        fprintf(out, "%s%*s", wide ? "\n" : "", wide ? INDENT : 1, "");
        explore_text_words(out, rest, wide ? INDENT : before, width);
    }
    free(rest);
}

void explore_text(FILE *out, const struct explored *explored, const struct terminal *terminal)
{
    const struct conclusion *conclusion = &explored->conclusion;
    print_verdict(out, explored, terminal);
    if (conclusion->verdict == VERDICT_UNSUPPORTED)
        return;
    for (size_t i = 0; i < conclusion->count; i++)
        explore_text_finding(out, explored, &conclusion->findings[i], terminal);
    outcomes_print(out, explored, terminal);
    int width = terminal_line_width(terminal);
    print_coverage(out, explored, width);
    if (conclusion->count)
        replay_command_print(out, explored, width);
}
