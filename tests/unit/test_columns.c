/* A trace on screens of every width and for any number of threads: no line is wider
 * than the screen, names are cut before values, and no thread's step is lost. */
#include "explore/trace/columns.h"
#include "explore/trace/tape.h"
#include "judge/memory.h"
#include "report/utf8.h"
#include "report/wrap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

enum { EVENTS_MAX = 130, CODE = 0x401000, DATA = 0x404000 };

/* Steps of so many threads in turn, about objects with names as long as that. */
struct story {
    struct exploration_event events[EVENTS_MAX];
    uint64_t pc;
    struct exploration_goal goal;
    struct tape tape;
    struct symbols *symbols;
};

static void name_everything(struct story *story, const char *file, const char *object)
{
    const struct place place = {"function", file, file, 1234, false};
    story->pc = CODE;
    tape_keep_place(&story->tape, CODE, &place);
    tape_keep_object(&story->tape, DATA, object, false);
    tape_keep_object(&story->tape, DATA + 8, object, false);
    story->symbols = symbols_of_tape(&story->tape);
}

static void story_init(struct story *story, size_t threads, size_t steps, const char *file,
                       const char *object)
{
    static const char *const ops[] = {"read", "compare_exchange", "write", "destroy mutex"};
    *story = (struct story){.goal = {.kind = EXPLORATION_RACE, .event_count = steps}};
    name_everything(story, file, object);
    for (size_t i = 0; i < steps; i++)
        story->events[i] = (struct exploration_event){
            .thread = (long)(i % threads),
            .op = (char *)(uintptr_t)ops[i % 4],
            .address = DATA + 8 * (i % 2),
            .size = 8,
            .before = (uint64_t)INT64_MIN + i,
            .after = (uint64_t)INT64_MIN + i + 1,
            .frames = {&story->pc, 1},
        };
    story->goal.events = story->events;
}

static void story_release(struct story *story)
{
    symbols_close(story->symbols);
    tape_release(&story->tape);
}

static char *draw(const struct story *story, int room, bool utf8)
{
    const struct explore_finding finding = {.goal = &story->goal};
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    columns_print(out, &finding, story->symbols,
                  &(struct columns_reader){.room = room, .utf8 = utf8});
    fclose(out);
    return text;
}

static void check_width(const char *text, size_t room, size_t threads)
{
    char *copy = memory_copy_text(text), *rest;
    for (char *line = strtok_r(copy, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
        if (utf8_columns(line) > room)
            fail_msg("%zu threads: more than %zu columns: '%s'", threads, room, line);
        else if (line[strlen(line) - 1] == ' ')
            fail_msg("%zu threads: blanks at the end: '%s'", threads, line);
    free(copy);
}

/* Every value that is read stands there whole. */
static void check_values(const struct story *story, const char *text)
{
    size_t first = story->goal.event_count > 60 ? story->goal.event_count - 60 : 0;
    for (size_t i = first; i < story->goal.event_count; i++) {
        char value[32];
        snprintf(value, sizeof value, "%lld", (long long)story->events[i].before);
        if (i % 4 != 3 && !strstr(text, value))
            fail_msg("no %s in\n%s", value, text);
    }
}

static void check_story(size_t threads, size_t steps, const char *file, const char *object)
{
    struct story story;
    story_init(&story, threads, steps, file, object);
    for (int room = 40; room <= 200; room++) {
        char *text = draw(&story, room, room % 2);
        check_width(text, (size_t)room, threads);
        if (room >= 60)
            check_values(&story, text);
        free(text);
    }
    story_release(&story);
}

static void no_line_is_too_wide(void **state)
{
    static const char longest[] = "a_file_of_a_name_that_is_much_too_long_for_any_column.c";
    static const char object[] = "table->entries_of_the_second_kind[1234567].member.of.a.struct";
    (void)state;
    for (size_t threads = 1; threads <= 20; threads++) {
        check_story(threads, 24, "short.c", "x");
        check_story(threads, 24, longest, object);
    }
    check_story(60, EVENTS_MAX, longest, object);
}

/* Four threads took steps; of those that are shown, two did. */
static void threads_without_steps_have_no_column(void **state)
{
    struct story story;
    (void)state;
    story_init(&story, 2, EVENTS_MAX, "short.c", "x");
    story.events[0].thread = 2;
    story.events[1].thread = 3;
    char *text = draw(&story, 100, true);
    assert_memory_equal(text, "     A ", strlen("     A "));
    *strchr(text, '\n') = '\0';
    assert_non_null(strstr(text, " B "));
    assert_null(strchr(text, 'C'));
    free(text);
    story_release(&story);
}

static void check_cut(const char *name, size_t columns, const char *expected)
{
    char *cut = wrap_cut(name, columns, "..");
    assert_string_equal(cut, expected);
    free(cut);
}

static void names_are_cut_in_the_middle(void **state)
{
    (void)state;
    check_cut("short", 5, "short");
    check_cut("table->entries[12]", 11, "tab..es[12]");
    check_cut("table", 1, "t");
    check_cut("", 3, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_line_is_too_wide),
        cmocka_unit_test(threads_without_steps_have_no_column),
        cmocka_unit_test(names_are_cut_in_the_middle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
