/* Files of a lab that was built in one place and installed in another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "judge/memory.h"
#include "sanitize/relocate.h"

/* A race whose only access has frames in these files, the innermost first. */
static struct finding_list race_in(const char *inner, const char *outer)
{
    struct finding_list list = {0};
    struct finding race;
    finding_init(&race, FINDING_DATA_RACE, "", 0);
    struct finding_access *access = finding_add_access(&race, FINDING_OP_WRITE);
    finding_stack_add(&access->stack)->file = memory_copy_text(inner);
    finding_stack_add(&access->stack)->file = memory_copy_text(outer);
    finding_list_add(&list, &race);
    return list;
}

static void expect_files(struct finding_list *list, const char *source, const char *inner,
                         const char *outer)
{
    relocate_findings(list, source);
    const struct finding_stack *stack = &list->items[0].accesses[0].stack;
    assert_string_equal(stack->frames[0].file, inner);
    assert_string_equal(stack->frames[1].file, outer);
    finding_list_release(list);
}

static void the_whole_tree_moves(void **state)
{
    (void)state;
    struct finding_list list = race_in("/old/labs/counter/mutex.c", "/old/harness/stress/crew.c");
    expect_files(&list, "/usr/lib/labs/counter/mutex.c", "/usr/lib/labs/counter/mutex.c",
                 "/usr/lib/harness/stress/crew.c");
}

static void what_lies_elsewhere_stays(void **state)
{
    (void)state;
    struct finding_list list = race_in("/old/labs/counter/mutex.c", "/older/harness/crew.c");
    expect_files(&list, "/new/labs/counter/mutex.c", "/new/labs/counter/mutex.c",
                 "/older/harness/crew.c");
}

static void other_files_say_nothing(void **state)
{
    (void)state;
    struct finding_list list = race_in("/old/labs/counter/atomic.c", "/old/harness/crew.c");
    expect_files(&list, "/new/labs/counter/mutex.c", "/old/labs/counter/atomic.c",
                 "/old/harness/crew.c");
    list = race_in("/old/mine.c", "/old/harness/crew.c");
    expect_files(&list, "mine.c", "/old/mine.c", "/old/harness/crew.c");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_whole_tree_moves),
        cmocka_unit_test(what_lies_elsewhere_stays),
        cmocka_unit_test(other_files_say_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
