/* The build cache, with a real compiler: what is built again and what is not,
 * what several builders at once leave behind, what goes when there is too much. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "build/build.h"
#include "build/cache_evict.h"
#include "build/depfile.h"
#include "build/sources.h"
#include "judge/memory.h"
#include "options/option.h"
#include "process/child.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char folder[] = "/tmp/racelab-test-build-XXXXXX";

static void write_file(const char *name, const char *text)
{
    FILE *file = fopen(name, "we");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
    nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL); /* older than the build */
}

static int set_up(void **state)
{
    (void)state;
    if (!mkdtemp(folder) || chdir(folder) != 0)
        return -1;
    setenv("XDG_CACHE_HOME", folder, 1);
    write_file("value.h", "#define VALUE 3\n");
    write_file("main.c", "#include \"value.h\"\nint main(void) { return VALUE + MORE; }\n");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    cache_remove(folder);
    return chdir("/");
}

static struct build make(const char *file, const char *flag)
{
    struct build build;
    const struct build_order order = {.flavour = BUILD_PLAIN,
                                      .files = (const char *const[]){file, NULL},
                                      .flags = (const char *const[]){flag, NULL}};
    build_make(&order, &build);
    return build;
}

static int code_of(const char *binary)
{
    struct child_result result;
    const struct child_spec spec = {.argv = (const char *const[]){binary, NULL}, .seconds = 20};
    assert_int_equal(child_run(&spec, &result), 0);
    assert_int_equal(result.end, CHILD_EXITED);
    int code = result.code;
    child_result_release(&result);
    return code;
}

/* Builds, and expects that the program ends with this code. */
static void expect(const char *flag, int code, bool cached)
{
    struct build build = make("main.c", flag);
    assert_int_equal(build.end, BUILD_DONE);
    assert_int_equal(build.cached, cached);
    assert_int_equal(code_of(build.binary), code);
    build_release(&build);
}

static void contents_decide(void **state)
{
    (void)state;
    expect("-DMORE=0", 3, false);
    expect("-DMORE=0", 3, true);
    expect("-DMORE=1", 4, false);
    write_file("value.h", "#define VALUE 5\n");
    expect("-DMORE=0", 5, false);
    expect("-DMORE=0", 5, true);
    write_file("value.h", "#define VALUE 3\n");
    expect("-DMORE=0", 3, true); /* by contents, not by time */
    write_file("value.h", "#define VALUE 3\n#define OTHER\n");
    expect("-DMORE=0", 3, false);
    setenv("CPATH", folder, 1);
    expect("-DMORE=0", 3, false);
    unsetenv("CPATH");
}

static void what_is_refused_is_not_kept(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++) {
        struct build build = make("main.c", "-DMORE=undeclared");
        assert_int_equal(build.end, BUILD_REFUSED);
        assert_non_null(strstr(build.message, "undeclared"));
        assert_null(build.binary);
        assert_int_equal(build_exit_code(&build), EXIT_USAGE);
        build_release(&build);
    }
    write_file("nothing.c", "int nothing;\n");
    struct build build = make("nothing.c", "-O1");
    assert_int_equal(build.end, BUILD_UNFIT);
    assert_string_equal(build.message, "'nothing.c' has no main() and describes no lab\n");
    build_release(&build);
    write_file("alone.c", "int main(void) { return 0; }\n");
    build = make("alone.c", "-lno_such_library");
    assert_int_equal(build.end, BUILD_UNLINKED);
    build_release(&build);
}

static size_t entries(void)
{
    size_t count = 0;
    DIR *open_folder = opendir("racelab/builds/entries");
    assert_non_null(open_folder);
    while (readdir(open_folder))
        count++;
    closedir(open_folder);
    return count - 2;
}

static void several_at_once(void **state)
{
    enum { BUILDERS = 4 };
    (void)state;
    size_t before = entries();
    for (int i = 0; i < BUILDERS; i++)
        if (fork() == 0) {
            struct build build = make("main.c", "-DMORE=7");
            int code = build.end == BUILD_DONE ? code_of(build.binary) : 99;
            build_release(&build);
            _exit(code);
        }
    for (int i = 0, status; i < BUILDERS; i++) {
        assert_true(wait(&status) > 0);
        assert_int_equal(WEXITSTATUS(status), 10);
    }
    assert_int_equal(entries(), before + 1);
}

static void a_cache_that_cannot_be_written(void **state)
{
    (void)state;
    setenv("XDG_CACHE_HOME", "/dev/null/cache", 1);
    struct build build = make("main.c", "-DMORE=2");
    assert_int_equal(build.end, BUILD_DONE);
    assert_non_null(strstr(build.warning, "cannot use the cache '/dev/null/cache/racelab/builds'"));
    assert_int_equal(code_of(build.binary), 5);
    char *binary = memory_copy_text(build.binary);
    build_release(&build);
    assert_int_not_equal(access(binary, F_OK), 0);
    free(binary);
    setenv("TMPDIR", "/dev/null", 1);
    build = make("main.c", "-DMORE=2");
    assert_int_equal(build.end, BUILD_LACKING);
    assert_int_equal(build_exit_code(&build), EXIT_ENVIRONMENT);
    build_release(&build);
    unsetenv("TMPDIR");
    setenv("XDG_CACHE_HOME", folder, 1);
}

/* The longest unused goes, what is in use stays. */
static void too_much_goes(void **state)
{
    (void)state;
    setenv("RACELAB_CACHE_MIB", "1", 1);
    write_file("large.c", "char large[700000] = {1};\nint main(void) { return MORE; }\n");
    struct build used = make("large.c", "-DMORE=1");
    assert_int_equal(used.end, BUILD_DONE);
    for (int i = 2; i < 4; i++) {
        char flag[16];
        snprintf(flag, sizeof flag, "-DMORE=%d", i);
        struct build build = make("large.c", flag);
        assert_int_equal(build.end, BUILD_DONE);
        build_release(&build);
    }
    assert_int_equal(code_of(used.binary), 1);
    assert_int_equal(entries(), 2); /* the one in use, and the last, which was in use then */
    build_release(&used);
    cache_evict("racelab/builds");
    assert_int_equal(entries(), 1);
    unsetenv("RACELAB_CACHE_MIB");
}

static void rules_of_make(void **state)
{
    (void)state;
    struct command paths = {0};
    depfile_read("a.o: a.c \\\n with\\ blank.h b$$.h\n\nb.o: a.c \\\n  c\\#.h\nempty:\n", &paths);
    const char *const wanted[] = {"a.c", "with blank.h", "b$.h", "c#.h"};
    assert_int_equal(paths.count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(paths.words[i], wanted[i]);
    command_release(&paths);
}

static void kinds_of_files(void **state)
{
    (void)state;
    assert_true(source_is_cxx("a.cc") && source_is_cxx("a.C") && !source_is_cxx("a.c"));
    assert_true(source_is_file("missing.c") && !source_is_file("counter/mutex"));
    const char *const folders[] = {"/tmp", NULL};
    const char *const good[] = {"main.c", NULL}, *const bad[] = {"-O2", "-c", NULL};
    assert_int_equal(sources_check("test", folders, NULL), EXIT_USAGE);
    assert_int_equal(sources_check("test", good, bad), EXIT_USAGE);
    assert_int_equal(sources_check("test", good, NULL), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_of_make),   cmocka_unit_test(kinds_of_files),
        cmocka_unit_test(contents_decide), cmocka_unit_test(what_is_refused_is_not_kept),
        cmocka_unit_test(several_at_once), cmocka_unit_test(a_cache_that_cannot_be_written),
        cmocka_unit_test(too_much_goes),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
