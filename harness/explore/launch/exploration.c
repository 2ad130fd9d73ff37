#include "explore/launch/exploration.h"
#include "explore/launch/exploration_shard.h"
#include "explore/runtime/wire.h"
#include "judge/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { FIELDS_MAX = 16 };

struct line {
    char *fields[FIELDS_MAX];
    size_t count;
};

/* Splits at tabs, in place. */
static struct line split(char *text)
{
    struct line line = {.count = 0};
    while (text && line.count < FIELDS_MAX) {
        line.fields[line.count++] = text;
        text = strchr(text, '\t');
        if (text)
            *text++ = '\0';
    }
    for (size_t i = line.count; i < FIELDS_MAX; i++)
        line.fields[i] = "";
    return line;
}

static uint64_t decimal(const char *text)
{
    return strtoull(text, NULL, 10);
}

static uint64_t hexadecimal(const char *text)
{
    return strtoull(text, NULL, 16);
}

static char *text_of(const char *field)
{
    return memory_copy(strcmp(field, "-") == 0 ? "" : field,
                       strcmp(field, "-") == 0 ? 0 : strlen(field));
}

static struct exploration_frames read_frames(const char *text)
{
    struct exploration_frames frames = {0};
    while (*text) {
        frames.pcs = memory_resize(frames.pcs, frames.count + 1, sizeof *frames.pcs);
        char *end;
        frames.pcs[frames.count++] = strtoull(text, &end, 16);
        if (end == text)
            break;
        text = *end == ',' ? end + 1 : end;
    }
    return frames;
}

static struct exploration_goal *last_goal(struct exploration *exploration)
{
    return exploration->goal_count ? &exploration->goals[exploration->goal_count - 1] : NULL;
}

static void read_goal(struct exploration *exploration, const struct line *line)
{
    char *const *field = line->fields;
    exploration->goals =
        memory_resize(exploration->goals, exploration->goal_count + 1, sizeof *exploration->goals);
    exploration->goals[exploration->goal_count++] = (struct exploration_goal){
        .kind = (enum exploration_goal_kind)decimal(field[1]),
        .finding = (enum finding_kind)decimal(field[2]),
        .expected = strtoll(field[3], NULL, 10),
        .actual = strtoll(field[4], NULL, 10),
        .judged = strcmp(field[5], "-") != 0,
        .label = text_of(strcmp(field[5], "=") == 0 ? "-" : field[5]),
        .count = text_of(field[6]),
        .preemptions = (unsigned)decimal(field[7]),
        .pc = hexadecimal(field[8]),
        .other_pc = hexadecimal(field[9]),
        .address = hexadecimal(field[10]),
        .text = text_of(field[11]),
        .steps = decimal(field[12]),
        .schedule = text_of(field[13]),
    };
}

static struct exploration_home read_home(char *const *fields)
{
    return (struct exploration_home){hexadecimal(fields[0]), hexadecimal(fields[1])};
}

static void read_event(struct exploration_goal *goal, const struct line *line)
{
    char *const *field = line->fields;
    goal->events = memory_resize(goal->events, goal->event_count + 1, sizeof *goal->events);
    goal->events[goal->event_count++] = (struct exploration_event){
        .thread = strtol(field[1], NULL, 10),
        .op = text_of(field[2]),
        .address = hexadecimal(field[3]),
        .size = decimal(field[4]),
        .other = hexadecimal(field[5]),
        .before = decimal(field[6]),
        .after = decimal(field[7]),
        .result = decimal(field[8]),
        .home = read_home(&field[10]),
        .frames = read_frames(field[12]),
    };
}

static void read_next(struct exploration_goal *goal, const struct line *line)
{
    char *const *field = line->fields;
    goal->nexts = memory_resize(goal->nexts, goal->next_count + 1, sizeof *goal->nexts);
    goal->nexts[goal->next_count++] = (struct exploration_next){
        .thread = strtol(field[1], NULL, 10),
        .op = text_of(field[2]),
        .address = hexadecimal(field[3]),
        .holder = strtol(field[4], NULL, 10),
        .enabled = field[5][0] == '1',
        .home = read_home(&field[6]),
        .frames = read_frames(field[8]),
    };
}

static void read_block(struct exploration_goal *goal, const struct line *line)
{
    char *const *field = line->fields;
    goal->blocks = memory_resize(goal->blocks, goal->block_count + 1, sizeof *goal->blocks);
    goal->blocks[goal->block_count++] = (struct exploration_block){
        .address = hexadecimal(field[1]),
        .size = decimal(field[2]),
        .leaked = field[3][0] == '1',
        .frames = read_frames(field[4]),
    };
}

/* Of the block that was read last. */
static void read_freed(struct exploration_goal *goal, const struct line *line)
{
    char *const *field = line->fields;
    struct exploration_block *block = &goal->blocks[goal->block_count - 1];
    free(block->freed_at.pcs);
    block->freed = true;
    block->freed_by = strtol(field[2], NULL, 10);
    block->freed_step = decimal(field[3]);
    block->freed_at = read_frames(field[4]);
}

static void read_held(struct exploration_goal *goal, const struct line *line)
{
    char *const *field = line->fields;
    goal->helds = memory_resize(goal->helds, goal->held_count + 1, sizeof *goal->helds);
    goal->helds[goal->held_count++] = (struct exploration_held){
        .thread = strtol(field[1], NULL, 10),
        .address = hexadecimal(field[2]),
        .reads = field[3][0] == '1',
    };
}

static int digit(char letter)
{
    return letter >= 'a' ? letter - 'a' + 10 : letter - '0';
}

static void read_output(struct exploration_goal *goal, const char *digits)
{
    size_t more = strlen(digits) / 2;
    goal->output = memory_resize(goal->output, goal->output_size + more + 1, 1);
    for (size_t i = 0; i < more; i++)
        goal->output[goal->output_size++] =
            (char)(digit(digits[2 * i]) << 4 | digit(digits[2 * i + 1]));
}

static void read_numbers(struct exploration *exploration, const struct line *line)
{
    char *const *field = line->fields;
    exploration->executions = decimal(field[1]);
    exploration->started = decimal(field[2]);
    exploration->states = decimal(field[3]);
    exploration->transitions = decimal(field[4]);
    exploration->counted = field[5][0] == '1';
    exploration->cyclic = field[6][0] == '1';
    exploration->seconds = strtod(field[7], NULL);
    exploration->threads = decimal(field[8]);
    exploration->assumed = field[9][0] == '1';
    exploration->restarts = decimal(field[10]);
    exploration->wasted = strtod(field[11], NULL);
}

/* Returns whether the line is one that the wire knows. */
static bool read_line(struct exploration *exploration, const struct line *line)
{
    const char *what = line->fields[0];
    struct exploration_goal *goal = last_goal(exploration);
    if (strcmp(what, "goal") == 0) {
        read_goal(exploration, line);
    } else if (strcmp(what, "exit") == 0 && goal) {
        goal->exited = true;
        goal->status = (int)decimal(line->fields[1]);
        goal->printed = hexadecimal(line->fields[2]);
    } else if (strcmp(what, "failed") == 0 && goal) {
        goal->failed = strtol(line->fields[1], NULL, 10);
        goal->runs_at = hexadecimal(line->fields[2]);
    } else if (strcmp(what, "untold") == 0) {
        exploration->untold = true;
    } else if (strcmp(what, "event") == 0 && goal) {
        read_event(goal, line);
    } else if (strcmp(what, "next") == 0 && goal) {
        read_next(goal, line);
    } else if (strcmp(what, "block") == 0 && goal) {
        read_block(goal, line);
    } else if (strcmp(what, "freed") == 0 && goal && goal->block_count) {
        read_freed(goal, line);
    } else if (strcmp(what, "held") == 0 && goal) {
        read_held(goal, line);
    } else if (strcmp(what, "output") == 0 && goal) {
        read_output(goal, line->fields[1]);
    } else if (strcmp(what, "numbers") == 0) {
        read_numbers(exploration, line);
    } else if (strcmp(what, "peak") == 0) {
        exploration->peak_kib = decimal(line->fields[1]);
    } else if (strcmp(what, "kept") == 0) {
        exploration->bytes_per_state = strtod(line->fields[1], NULL);
    } else if (strcmp(what, "strategy") == 0 && !exploration->strategy) {
        exploration->strategy = text_of(line->fields[1]);
    } else if (strcmp(what, "end") == 0 && !exploration->limit) {
        exploration->complete = strcmp(line->fields[1], "complete") == 0;
        exploration->limit = text_of(line->fields[2]);
    } else if (strcmp(what, "unsupported") == 0 && !exploration->unsupported) {
        exploration->unsupported = text_of(line->fields[1]);
        exploration->unsupported_pc = hexadecimal(line->fields[2]);
    } else if (strcmp(what, "virtual") == 0 && !exploration->clock) {
        exploration->clock = text_of(line->fields[1]);
        exploration->clock_pc = hexadecimal(line->fields[2]);
    } else if (lessons_add_line(&exploration->lessons, line->fields)) {
        return true;
    } else if (strcmp(what, "done") == 0) {
        exploration->done = true;
    } else if (!exploration_shard_read(&exploration->shard, line->fields)) {
        return strcmp(what, "racelab-explore") == 0 && decimal(line->fields[1]) == WIRE_VERSION;
    }
    return true;
}

int exploration_read(struct exploration *exploration, const char *wire)
{
    char *copy = memory_copy(wire, strlen(wire));
    bool known = true;
    *exploration = (struct exploration){0};
    for (char *text = copy; text && *text && known;) {
        char *end = strchr(text, '\n');
        if (end)
            *end++ = '\0';
        struct line line = split(text);
        known = read_line(exploration, &line);
        text = end;
    }
    free(copy);
    return known && (exploration->done || exploration->unsupported) ? 0 : -EPROTO;
}

bool exploration_is_whole(const struct exploration *exploration)
{
    return exploration->complete && exploration->shard.count == 0;
}

char *exploration_add(const char *x, const char *y)
{
    size_t of_x = strlen(x), of_y = strlen(y), length = (of_x > of_y ? of_x : of_y) + 1;
    char *sum = memory_resize(NULL, length + 1, 1);
    unsigned carry = 0;
    sum[length] = '\0';
    for (size_t k = 0; k < length; k++) {
        unsigned digit = carry;
        digit += k < of_x ? (unsigned)(x[of_x - 1 - k] - '0') : 0;
        digit += k < of_y ? (unsigned)(y[of_y - 1 - k] - '0') : 0;
        sum[length - 1 - k] = (char)('0' + digit % 10);
        carry = digit / 10;
    }
    if (sum[0] == '0')
        memmove(sum, sum + 1, length);
    return sum;
}

char *exploration_interleavings(const struct exploration *exploration)
{
    char *sum = memory_copy_text("0");
    for (size_t i = 0; i < exploration->goal_count; i++) {
        char *next = exploration_add(sum, exploration->goals[i].count);
        free(sum);
        sum = next;
    }
    return sum;
}

static void release_goal(struct exploration_goal *goal)
{
    for (size_t i = 0; i < goal->event_count; i++) {
        free(goal->events[i].op);
        free(goal->events[i].frames.pcs);
    }
    for (size_t i = 0; i < goal->next_count; i++) {
        free(goal->nexts[i].op);
        free(goal->nexts[i].frames.pcs);
    }
    for (size_t i = 0; i < goal->block_count; i++) {
        free(goal->blocks[i].frames.pcs);
        free(goal->blocks[i].freed_at.pcs);
    }
    free(goal->blocks);
    free(goal->helds);
    free(goal->output);
    free(goal->events);
    free(goal->nexts);
    free(goal->label);
    free(goal->count);
    free(goal->text);
    free(goal->schedule);
}

void exploration_release(struct exploration *exploration)
{
    for (size_t i = 0; i < exploration->goal_count; i++)
        release_goal(&exploration->goals[i]);
    free(exploration->goals);
    lessons_release(&exploration->lessons);
    free(exploration->unsupported);
    free(exploration->clock);
    free(exploration->strategy);
    free(exploration->limit);
    exploration_shard_release(&exploration->shard);
}

bool exploration_is_foreign(const char *wire)
{
    static const char head[] = "racelab-explore\t";
    return strncmp(wire, head, strlen(head)) == 0 &&
           strtol(wire + strlen(head), NULL, 10) != WIRE_VERSION;
}
