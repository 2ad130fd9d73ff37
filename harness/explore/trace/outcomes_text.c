#include "explore/trace/outcomes_text.h"
#include "explore/trace/ends.h"
#include "explore/judge/outcome.h"
#include "judge/finding.h"
#include "judge/memory.h"
#include "report/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS_MAX = 20, NAME_MIN = 10, NAME_MAX = 44, PRINTS_MAX = 80, SCHEDULE_MAX = 40 };

char *outcomes_grouped(const char *digits)
{
    size_t length = strlen(digits), at = 0;
    char *text = memory_resize(NULL, length + length / 3 + 1, 1);
    for (size_t i = 0; i < length; i++) {
        if (i && (length - i) % 3 == 0)
            text[at++] = ',';
        text[at++] = digits[i];
    }
    text[at] = '\0';
    return text;
}

char *outcomes_name(const struct exploration_goal *goal)
{
    if (goal->exited)
        return memory_print("exited with %d", goal->status);
    return goal->label[0] ? memory_copy_text(goal->label) : memory_print("%lld", goal->actual);
}

static size_t add_byte(char *text, size_t at, char byte)
{
    if (byte == '\n' || byte == '\t') {
        text[at++] = '\\';
        text[at++] = byte == '\n' ? 'n' : 't';
    } else {
        text[at++] = (unsigned char)byte < ' ' || byte == '\177' ? '?' : byte;
    }
    return at;
}

/* What it printed on one line, with nothing in it that a terminal would act
 * on: "balance 20"; "" where it printed nothing. The caller frees it. */
static char *prints(const struct exploration_goal *goal)
{
    char text[PRINTS_MAX + 8];
    size_t at = 0, size = goal->output_size;
    if (!size)
        return memory_copy_text("");
    size -= goal->output[size - 1] == '\n';
    size_t i = 0;
    for (; i < size && at < PRINTS_MAX; i++)
        at = add_byte(text, at, goal->output[i]);
    while (i < size && at && ((unsigned char)text[at - 1] & 0xc0) == 0x80)
        at--; /* no half of a letter */
    at -= i < size && at && (unsigned char)text[at - 1] >= 0xc0;
    char *clean = utf8_clean(text, at);
    char *line = memory_print("prints \"%s%s\"", clean, i < size ? "..." : "");
    free(clean);
    return line;
}

/* How the table is laid out. */
struct table {
    FILE *out;
    const struct exploration *exploration;
    const struct terminal *terminal;
    int width;     /* of the names */
    bool separate; /* what is printed has a line of its own */
};

static void fit(struct table *table, const struct outcome_row *row)
{
    char *name = outcomes_name(row->goal), *printed = prints(row->goal);
    size_t own = strlen(name), both = own + (printed[0] ? 2 + strlen(printed) : 0);
    table->separate |= both > NAME_MAX;
    size_t width = table->separate ? own : both;
    if (row->goal->exited && (int)width > table->width)
        table->width = (int)width;
    free(name);
    free(printed);
}

static struct table table_of(FILE *out, const struct explored *explored,
                             const struct terminal *terminal, const struct outcomes *outcomes)
{
    struct table table = {out, &explored->exploration, terminal, NAME_MIN, false};
    for (int look = 0; look < 2; look++) { /* the second knows what is separate */
        table.width = NAME_MIN;
        for (size_t i = 0; i < outcomes->count && i < ROWS_MAX; i++)
            if (outcomes->rows[i].goal)
                fit(&table, &outcomes->rows[i]);
    }
    return table;
}

/* What cannot happen. */
static void print_never(const struct table *table, const struct outcome_row *row)
{
    char *name = row->from == row->to ? memory_print("%lld", row->from)
                                      : memory_print("%lld to %lld", row->from, row->to);
    fprintf(table->out, "  %s%-10s never%s\n", terminal_dim(table->terminal), name,
            terminal_plain(table->terminal));
    free(name);
}

/* The schedule at the end of a row of so many columns; on the next line where there is no
 * room for as much of it as tells something. */
static void print_schedule(const struct table *table, int before, const char *schedule, int most)
{
    int room = terminal_text_width(table->terminal) - before - 3;
    if (room < SCHEDULE_MAX / 2 && (int)strlen(schedule) > room) {
        fputs("\n   ", table->out);
        room = terminal_text_width(table->terminal) - 6;
    }
    bool whole = (int)strlen(schedule) <= (most < room ? most : room);
    most = most + 3 < room ? most : room - 3;
    fprintf(table->out, "   %.*s%s\n", whole ? (int)strlen(schedule) : most, schedule,
            whole ? "" : "...");
}

static void print_outcome(const struct table *table, const struct exploration_goal *goal)
{
    const struct exploration *exploration = table->exploration;
    const struct terminal *terminal = table->terminal;
    bool graded = outcome_is_graded(exploration, goal);
    bool wrong = outcome_is_wrong(exploration, goal);
    char *count = outcomes_grouped(goal->count), *name = outcomes_name(goal);
    char *printed = prints(goal);
    char *whole = !printed[0] || table->separate ? memory_copy_text(name)
                                                 : memory_print("%s, %s", name, printed);
    const char *color = wrong ? terminal_red(terminal) : graded ? terminal_green(terminal) : "";
    fprintf(table->out, "  %s", color);
    int before = 2 + fprintf(table->out, "%-*s", table->width, whole);
    fputs(graded ? terminal_plain(terminal) : "", table->out);
    if (graded)
        before += fprintf(table->out, " %s", wrong ? "wrong" : "right");
    if (exploration->counted)
        before += fprintf(table->out, " %*s interleaving%s", goal->exited ? 12 : 24, count,
                          strcmp(count, "1") == 0 ? " " : "s");
    print_schedule(table, before, goal->schedule, goal->exited ? SCHEDULE_MAX / 2 : SCHEDULE_MAX);
    if (printed[0] && table->separate)
        fprintf(table->out, "      %s\n", printed);
    free(whole);
    free(printed);
    free(name);
    free(count);
}

static void fit_ends(struct table *table, const struct ends *ends)
{
    for (size_t i = 0; i < ends->count; i++) {
        int width = (int)strlen(finding_kind_name(ends->items[i].kind));
        table->width = width > table->width ? width : table->width;
    }
}

static void print_end(const struct table *table, const struct end *end, bool graded)
{
    char *count = outcomes_grouped(end->count);
    fprintf(table->out, "  %s", terminal_red(table->terminal));
    int before = 2 + fprintf(table->out, "%-*s", table->width, finding_kind_name(end->kind));
    fputs(terminal_plain(table->terminal), table->out);
    before += fprintf(table->out, "%s %*s interleaving%s", graded ? " wrong" : "", graded ? 24 : 12,
                      count, strcmp(count, "1") == 0 ? " " : "s");
    print_schedule(table, before, end->best->schedule, graded ? SCHEDULE_MAX : SCHEDULE_MAX / 2);
    free(count);
}

static void print_head(FILE *out, const struct exploration *exploration, bool some)
{
    if (exploration->counted) {
        char *sum = exploration_interleavings(exploration), *text = outcomes_grouped(sum);
        fprintf(out, "outcomes    %s interleaving%s%s\n", text, strcmp(sum, "1") == 0 ? "" : "s",
                exploration->shard.count ? " of this shard" : "");
        free(sum);
        free(text);
    } else if (some) {
        fprintf(out, "outcomes    those met%s\n",
                exploration->cyclic ? ": a loop makes the interleavings endless" : "");
    }
}

void outcomes_print(FILE *out, const struct explored *explored, const struct terminal *terminal)
{
    struct outcomes outcomes;
    struct ends ends;
    outcomes_init(&outcomes, explored);
    struct table table = table_of(out, explored, terminal, &outcomes);
    ends_init(&ends, &explored->exploration);
    fit_ends(&table, &ends);
    size_t most = explored->is_lab ? outcomes.count : ROWS_MAX;
    print_head(out, &explored->exploration, outcomes.count > 0);
    for (size_t i = 0; i < outcomes.count && i < most; i++)
        if (outcomes.rows[i].goal)
            print_outcome(&table, outcomes.rows[i].goal);
        else
            print_never(&table, &outcomes.rows[i]);
    if (outcomes.count > most)
        fprintf(out, "  and %zu more (--json has them all)\n", outcomes.count - most);
    for (size_t i = 0; i < ends.count; i++)
        print_end(&table, &ends.items[i], explored->is_lab);
    ends_release(&ends);
    outcomes_release(&outcomes);
}
