#include "cli/walk.h"
#include "cli/walk_steps.h"
#include "explore/judge/blocks.h"
#include "explore/judge/standstill.h"
#include "explore/trace/columns.h"
#include "judge/finding.h"
#include "judge/memory.h"
#include "options/option.h"
#include "workshop/phrase.h"
#include "workshop/sentence.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINE = 256 };

/* Who cannot take a step, and why not. */
struct waiter {
    char name[8];
    char *wait; /* owned */
};

struct view {
    struct terminal terminal;
    bool echoes;   /* a person's Enter is on the screen already */
    bool departed; /* the last step was not possible */
    struct waiter *waiters;
    size_t waiter_count;
    bool ended;
    bool found;
    long long guess;
    bool guessed;
};

static void forget_waiters(struct view *view)
{
    for (size_t i = 0; i < view->waiter_count; i++)
        free(view->waiters[i].wait);
    view->waiter_count = 0;
}

static void note_waiter(struct view *view, const char *name, const char *wait)
{
    view->waiters = memory_resize(view->waiters, view->waiter_count + 1, sizeof *view->waiters);
    struct waiter *waiter = &view->waiters[view->waiter_count++];
    snprintf(waiter->name, sizeof waiter->name, "%s", name);
    waiter->wait = memory_copy_text(wait);
}

static void show_next(struct view *view, const struct explored *explored,
                      const struct exploration_goal *goal, const struct exploration_next *next)
{
    char name[8];
    struct place place = conclusion_place(explored->symbols, &next->frames);
    if (next->thread == EXPLORATION_MAIN)
        return;
    char *object = next->address ? blocks_short(explored->symbols, goal, next->address, 0)
                                 : memory_copy_text("");
    char *english = standstill_wait(goal, next, explored->symbols), *wait = phrase(english);
    char *op = phrase_operation(next->op);
    printf("  %-5s %s%s%s%s  (%s:%ld)\n", conclusion_thread(next->thread, name),
           next->enabled ? sentence("next: ") : sentence("waits "), next->enabled ? op : wait,
           next->enabled && object[0] ? " " : "", next->enabled ? object : "", place.file,
           place.line);
    if (!next->enabled)
        note_waiter(view, name, wait);
    free(op);
    free(object);
    free(english);
    free(wait);
}

static void show_finding(const struct explore_finding *finding, int width)
{
    char *kind = phrase(finding_kind_name(finding->kind)), *object = phrase(finding->object);
    char *title = phrase(finding->title), *why = phrase(finding->why);
    char *text = memory_print("%s: %s%s%s", kind, object, object[0] ? ": " : "", title);
    explore_text_words(stdout, text, 0, width);
    if (why[0]) {
        int indent = printf("  %s", sentence("why: "));
        explore_text_words(stdout, why, indent, width);
    }
    free(kind);
    free(object);
    free(title);
    free(why);
    free(text);
}

static void show_end(struct view *view, const struct explored *explored,
                     const struct exploration_goal *goal)
{
    const struct conclusion *conclusion = &explored->conclusion;
    view->ended = true;
    view->found = conclusion->count > 0;
    for (size_t i = 0; i < conclusion->count; i++)
        show_finding(&conclusion->findings[i], terminal_text_width(&view->terminal));
    if (goal->judged)
        printf(sentence("the end: %lld, expected %lld%s\n"), goal->actual, goal->expected,
               !view->guessed                ? ""
               : view->guess == goal->actual ? sentence("; your prediction was right")
                                             : sentence("; your prediction was wrong"));
    else
        fputs(sentence("the end\n"), stdout);
}

static void show(struct explored *explored, void *closure)
{
    struct view *view = closure;
    const struct exploration *exploration = &explored->exploration;
    view->departed = strcmp(exploration->limit ? exploration->limit : "", "departs") == 0;
    if (view->departed)
        return;                                       /* what was shown last still holds */
    view->terminal = terminal_of(stdout, COLOR_AUTO); /* its size may have changed */
    const struct columns_reader reader = {.room = terminal_text_width(&view->terminal),
                                          .utf8 = view->terminal.utf8,
                                          .say = phrase_operation};
    view->ended = false;
    forget_waiters(view);
    for (size_t i = 0; i < exploration->goal_count; i++) {
        const struct exploration_goal *goal = &exploration->goals[i];
        if (goal->kind == EXPLORATION_RACE)
            continue;
        struct explore_finding finding = {.goal = goal, .object = (char *)(uintptr_t) ""};
        columns_print(stdout, &finding, explored->symbols, &reader);
        for (size_t k = 0; goal->kind == EXPLORATION_PAUSE && k < goal->next_count; k++)
            show_next(view, explored, goal, &goal->nexts[k]);
        if (goal->kind != EXPLORATION_PAUSE)
            show_end(view, explored, goal);
    }
}

/* Whether the code is that of a look that worked. */
static bool looked(int code)
{
    return code == EXIT_NOTHING_FOUND || code == EXIT_FOUND || code == EXIT_INCONCLUSIVE;
}

static void show_schedule(const struct steps *steps, size_t count)
{
    char *text = steps_text(steps, count);
    bool planned = steps->count > count;
    printf(sentence("schedule %s"), text[0] ? text : sentence("(nothing yet)"));
    if (planned)
        printf(sentence("  (step %zu of %zu)"), count, steps->count);
    putchar('\n');
    free(text);
}

static int look(struct walk *walk, struct view *view, const struct steps *steps, size_t count)
{
    char *schedule = steps_text(steps, count);
    walk->order.schedule = schedule;
    walk->order.pause = true;
    view->departed = false;
    int code = explore_is_file(walk->operands[0])
                   ? explore_files(walk->program, walk->operands, &walk->order, show, view)
                   : explore_lab(walk->program, walk->operands[0], &walk->order, show, view);
    if (looked(code) && !view->departed)
        show_schedule(steps, count);
    free(schedule);
    return code;
}

static void ask_prediction(struct view *view)
{
    char line[LINE];
    fputs(sentence("what will the outcome be? (a number, or nothing) "), stdout);
    fflush(stdout);
    const char *answer = fgets(line, sizeof line, stdin);
    view->guessed = answer && sscanf(line, "%lld", &view->guess) == 1;
    if (!answer && view->echoes)
        putchar('\n'); /* Ctrl-D has ended no line */
}

static const char *help_planned(void)
{
    return sentence("Enter or n: a step on, b: back, e: to the end, s: to the start, q: leave\n");
}

static const char *help_free(void)
{
    return sentence("A, B, ...: that thread takes a step; A3, A1B2: several; b: back; q: leave\n");
}

/* The planned schedule: forward and back. */
static bool obey_planned(const char *line, size_t planned, size_t *at)
{
    if (line[0] == 'b')
        *at -= *at > 0;
    else if (line[0] == 'e' || line[0] == 's')
        *at = line[0] == 'e' ? planned : 0;
    else if (line[0] != '\n' && line[0] != 'n')
        fputs(help_planned(), stdout);
    else if (*at == planned)
        fputs(sentence("the schedule ends here; b: back, q: leave\n"), stdout);
    else
        ++*at;
    return true;
}

/* Who plays chooses. */
static bool obey_player(char *line, struct steps *steps, size_t *at)
{
    line[strcspn(line, " \n")] = '\0';
    if (line[0] == 'b') {
        steps_pop(steps);
    } else if (!line[0] || !steps_plan(steps, line)) {
        while (steps->count > *at)
            steps_pop(steps);
        fputs(help_free(), stdout);
    }
    *at = steps->count;
    return true;
}

/* One command. Returns false to leave. */
static bool obey(char *line, struct steps *steps, size_t planned, size_t *at)
{
    if (line[0] == 'q')
        return false;
    return planned ? obey_planned(line, planned, at) : obey_player(line, steps, at);
}

/* Why the thread that was chosen last takes no step. */
static void tell_departure(const struct view *view, const char *token)
{
    size_t name = steps_name(token);
    for (size_t i = 0; i < view->waiter_count; i++)
        if (strlen(view->waiters[i].name) == name &&
            strncmp(view->waiters[i].name, token, name) == 0) {
            printf(sentence("%.*s cannot take a step now: it waits %s\n"), (int)name, token,
                   view->waiters[i].wait);
            return;
        }
    if (view->ended)
        puts(sentence("the execution is over: b goes back"));
    else
        printf(sentence("%.*s cannot take a step now: it has ended, or there is no such thread\n"),
               (int)name, token);
}

static int walk_on(struct walk *walk, struct view *view, struct steps *steps, size_t planned)
{
    char line[LINE];
    size_t at = 0;
    int code = look(walk, view, steps, at);
    while (looked(code)) {
        size_t before = at;
        printf("> ");
        fflush(stdout);
        if (!fgets(line, sizeof line, stdin))
            break;
        if (!view->echoes)
            putchar('\n');
        if (!obey(line, steps, planned, &at))
            break;
        if (at == before)
            continue;
        code = look(walk, view, steps, at);
        if (view->departed && at > 0) {
            if (at - before > 1 && at > before)
                puts(sentence(
                    "not all of these steps are possible one after another: nothing was done"));
            else
                tell_departure(view, steps->items[at - 1]);
            while (!planned && steps->count > before)
                steps_pop(steps);
            at = before;
        }
    }
    return !looked(code) ? code : view->ended && view->found ? EXIT_FOUND : EXIT_NOTHING_FOUND;
}

int walk(struct walk *walk)
{
    struct steps steps = {.count = 0};
    struct view view = {.terminal = terminal_of(stdout, COLOR_AUTO),
                        .echoes = isatty(STDIN_FILENO)};
    if (walk->planned && !steps_plan(&steps, walk->planned)) {
        fprintf(stderr, "%s: '%s' is no schedule\n", walk->program, walk->planned);
        steps_release(&steps);
        return EXIT_USAGE;
    }
    if (walk->predict)
        ask_prediction(&view);
    int code = walk_on(walk, &view, &steps, steps.count);
    steps_release(&steps);
    forget_waiters(&view);
    free(view.waiters);
    if (looked(code) && view.echoes)
        putchar('\n');
    return code;
}
