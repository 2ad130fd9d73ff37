#include "cli/walk.h"
#include "explore/judge/blocks.h"
#include "explore/trace/columns.h"
#include "judge/finding.h"
#include "judge/memory.h"
#include "options/option.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE = 256 };

/* The schedule so far, one token per step: "A1", "B1/2". */
struct steps {
    char **items;
    size_t count;
};

struct view {
    struct terminal terminal;
    bool departed; /* the last step was not possible */
    bool ended;
    bool found;
    long long guess;
    bool guessed;
};

static void steps_push(struct steps *steps, const char *token, size_t length)
{
    steps->items = memory_resize(steps->items, steps->count + 1, sizeof *steps->items);
    steps->items[steps->count++] = memory_copy(token, length);
}

static void steps_pop(struct steps *steps)
{
    if (steps->count)
        free(steps->items[--steps->count]);
}

static char *steps_text(const struct steps *steps, size_t count)
{
    char *text = memory_copy_text("");
    for (size_t i = 0; i < count; i++) {
        char *longer = memory_print("%s%s", text, steps->items[i]);
        free(text);
        text = longer;
    }
    return text;
}

/* Splits `A2B1/1` into single steps. */
static void steps_plan(struct steps *steps, const char *schedule)
{
    while (*schedule) {
        size_t name = strspn(schedule, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        char *rest;
        long times = strtol(schedule + name, &rest, 10);
        size_t way = *rest == '/' ? 1 + strspn(rest + 1, "0123456789") : 0;
        if (!name || times < 1)
            return;
        char *token = memory_print("%.*s1%.*s", (int)name, schedule, (int)way, rest);
        while (times-- > 0)
            steps_push(steps, token, strlen(token));
        free(token);
        schedule = rest + way;
    }
}

static void show_next(const struct explored *explored, const struct exploration_goal *goal,
                      const struct exploration_next *next)
{
    char name[8], holder[8];
    struct place place = conclusion_place(explored->symbols, &next->frames);
    char *object = blocks_short(explored->symbols, goal, next->address, 0);
    if (next->thread == EXPLORATION_MAIN)
        printf("%s", "");
    else if (next->enabled)
        printf("  %-5s next: %s %s  (%s:%ld)\n", conclusion_thread(next->thread, name), next->op,
               next->address ? object : "", place.file, place.line);
    else
        printf("  %-5s waits: %s %s%s%s  (%s:%ld)\n", conclusion_thread(next->thread, name),
               next->op, next->address ? object : "", next->holder > -2 ? ", held by " : "",
               next->holder > -2 ? conclusion_thread(next->holder, holder) : "", place.file,
               place.line);
    free(object);
}

static void show_end(struct view *view, const struct explored *explored,
                     const struct exploration_goal *goal)
{
    const struct conclusion *conclusion = &explored->conclusion;
    view->ended = true;
    view->found = conclusion->count > 0;
    for (size_t i = 0; i < conclusion->count; i++)
        printf("%s: %s\n%s%s", finding_kind_name(conclusion->findings[i].kind),
               conclusion->findings[i].title, conclusion->findings[i].why,
               conclusion->findings[i].why[0] ? "\n" : "");
    if (goal->judged)
        printf("the end: %lld, expected %lld%s\n", goal->actual, goal->expected,
               !view->guessed                ? ""
               : view->guess == goal->actual ? "; your prediction was right"
                                             : "; your prediction was wrong");
    else
        printf("the end\n");
}

static void show(struct explored *explored, void *closure)
{
    struct view *view = closure;
    const struct exploration *exploration = &explored->exploration;
    view->departed = strcmp(exploration->limit ? exploration->limit : "", "departs") == 0;
    view->ended = false;
    for (size_t i = 0; i < exploration->goal_count && !view->departed; i++) {
        const struct exploration_goal *goal = &exploration->goals[i];
        if (goal->kind == EXPLORATION_RACE)
            continue;
        struct explore_finding finding = {.goal = goal, .object = (char *)(uintptr_t) ""};
        columns_print(stdout, &finding, explored->symbols, view->terminal.utf8);
        for (size_t k = 0; goal->kind == EXPLORATION_PAUSE && k < goal->next_count; k++)
            show_next(explored, goal, &goal->nexts[k]);
        if (goal->kind != EXPLORATION_PAUSE)
            show_end(view, explored, goal);
    }
}

static int look(struct walk *walk, struct view *view, const struct steps *steps, size_t count)
{
    char *schedule = steps_text(steps, count);
    walk->order.schedule = schedule;
    walk->order.pause = true;
    int code = explore_is_file(walk->operands[0])
                   ? explore_files(walk->program, walk->operands, &walk->order, show, view)
                   : explore_lab(walk->program, walk->operands[0], &walk->order, show, view);
    if (!view->departed)
        printf("schedule %s\n", schedule[0] ? schedule : "(nothing yet)");
    free(schedule);
    return code;
}

/* Whether the code is that of a look that worked. */
static bool looked(int code)
{
    return code == EXIT_NOTHING_FOUND || code == EXIT_FOUND || code == EXIT_INCONCLUSIVE;
}

static void ask_prediction(struct view *view)
{
    char line[LINE];
    printf("what will the outcome be? (a number, or nothing) ");
    fflush(stdout);
    view->guessed = fgets(line, sizeof line, stdin) && sscanf(line, "%lld", &view->guess) == 1;
}

/* One command. Returns false to leave. */
static bool obey(const char *line, struct steps *steps, size_t planned, size_t *at)
{
    size_t name = strspn(line, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    if (line[0] == 'q')
        return false;
    if (line[0] == 'b' && *at > 0) {
        --*at;
        if (!planned)
            steps_pop(steps);
    } else if (planned && (line[0] == '\n' || line[0] == 'n')) {
        *at += *at < planned;
    } else if (!planned && name) {
        char *token = memory_print("%.*s1%.*s", (int)name, line, (int)strcspn(line + name, " \n"),
                                   line + name);
        steps_push(steps, token, strlen(token));
        free(token);
        ++*at;
    } else {
        printf(planned ? "Enter: a step on, b: back, q: leave\n"
                       : "A, B, ...: that thread takes a step; b: back; q: leave\n");
    }
    return true;
}

static int walk_on(struct walk *walk, struct view *view, struct steps *steps, size_t planned)
{
    char line[LINE];
    size_t at = 0;
    int code = look(walk, view, steps, at);
    while (looked(code)) {
        printf("> ");
        fflush(stdout);
        if (!fgets(line, sizeof line, stdin) || !obey(line, steps, planned, &at))
            break;
        code = look(walk, view, steps, at);
        if (view->departed && at > 0) {
            printf("that thread cannot take a step now\n");
            if (!planned)
                steps_pop(steps);
            at--;
        }
    }
    return !looked(code) ? code : view->ended && view->found ? EXIT_FOUND : EXIT_NOTHING_FOUND;
}

int walk(struct walk *walk)
{
    struct steps steps = {.count = 0};
    struct view view = {.terminal = terminal_of(stdout, COLOR_AUTO)};
    if (walk->planned)
        steps_plan(&steps, walk->planned);
    if (walk->predict)
        ask_prediction(&view);
    int code = walk_on(walk, &view, &steps, steps.count);
    while (steps.count)
        steps_pop(&steps);
    free(steps.items);
    putchar('\n');
    return code;
}
