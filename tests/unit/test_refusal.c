/* What a linker says is told as what it means: the words are those of GNU ld,
 * gold and lld of Debian 12. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "build/refusal.h"

#include <stdlib.h>
#include <string.h>

static void means(const char *words, const char *begin, const char *remedy)
{
    char *told = refusal_of_linker(words);
    char *wanted_begin = told + strlen("it does not link");
    assert_int_equal(strncmp(told, "it does not link", strlen("it does not link")), 0);
    if (strncmp(wanted_begin, begin, strlen(begin)) != 0 || !strstr(told, remedy))
        fail_msg("'%s' where '%s' and '%s' was wanted", told, begin, remedy);
    assert_null(strchr(told, '\n'));
    free(told);
}

static void what_nothing_defines(void **state)
{
    (void)state;
    means("/usr/bin/ld: /tmp/a.o: in function `main':\n"
          "/src/u.c:1: undefined reference to `gone'\n"
          "/usr/bin/ld: /src/u.c:1: undefined reference to `gone'\n"
          "collect2: error: ld returned 1 exit status\n",
          ": 'gone' is used, and nothing here defines it; ", "'-- -lNAME'");
    means("/src/u.c:1: error: undefined reference to 'gone'\n"
          "/src/u.c:1: error: undefined reference to 'other'\n",
          ": 'gone' and 'other' are used, and nothing here defines them; ", "-lNAME");
    means("ld.lld: error: undefined symbol: a\n>>> referenced by u.c:1 (/src/u.c:1)\n\n"
          "ld.lld: error: undefined symbol: b\nld.lld: error: undefined symbol: c\n"
          "ld.lld: error: undefined symbol: d\n",
          ": 'a', 'b', 'c' and more are used, ", "name the file");
    means("u.cc:2: undefined reference to `vtable for A'\nu.cc:2: undefined reference to "
          "`gone(std::map<int, char> const&)'\n",
          ": 'vtable for A' and 'gone(std::map<int, char> const&)' are used, ", "-lNAME");
    means("/usr/bin/ld: a.o: undefined reference to symbol 'dlopen@@GLIBC_2.2.5'\n"
          "/usr/bin/ld: libdl.so.2: error adding symbols: DSO missing from command line\n",
          ": 'dlopen' is used, ", "-lNAME");
}

static void what_is_not_found(void **state)
{
    (void)state;
    means("/usr/bin/ld: cannot find -lnosuch: No such file or directory\n",
          ": the library 'nosuch' is not found; ", "-LFOLDER");
    means("/usr/bin/ld: cannot find -l:libno.a: No such file or directory\n",
          ": the library 'libno.a' is not found; ", "-LFOLDER");
    means("/usr/bin/ld.gold: error: cannot find -lnosuch\n"
          "u.c:1: error: undefined reference to 'gone'\n",
          ": the library 'nosuch' is not found; ", "-LFOLDER");
    means("ld.lld: error: unable to find library -lone\n"
          "ld.lld: error: unable to find library -ltwo\n",
          ": the libraries 'one' and 'two' are not found; ", "-LFOLDER");
}

static void what_else_there_is(void **state)
{
    (void)state;
    means("d2.c:1: multiple definition of `f'; /tmp/a.o:d1.c:1: first defined here\n",
          ": 'f' is defined more than once; ", "'static'");
    means("ld.lld: error: duplicate symbol: f\n>>> defined at d1.c:1 (d1.c:1)\n",
          ": 'f' is defined more than once; ", "'static'");
    means("/usr/bin/ld:g.o: file format not recognized; treating as linker script\n"
          "/usr/bin/ld:g.o:0: syntax error\n",
          ": 'g.o' is no object and no library of this machine; ", "make it anew");
    means("nm: my.a: file format not recognized\n", ": 'my.a' is no object", "make it anew");
    means("ld: something that nobody knows\n", "", "");
    means("", "", "");
    means("undefined reference to ", ": '' is used", ""); /* cut off */
    means("undefined reference to `gon", ": 'gon' is used", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_nothing_defines),
        cmocka_unit_test(what_is_not_found),
        cmocka_unit_test(what_else_there_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
