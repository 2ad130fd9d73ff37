# racelab cc and c++: builds that exist, unchanged; what they link runs, and can be
# explored.
. "$SOURCE_DIR/tests/cli/lib.bash"
export TMPDIR=$scratch XDG_CACHE_HOME=$scratch/cache
mkdir src lib && cd src || exit 1
cat >main.c <<'END'
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include "counter.h"
static void *work(void *unused)
{
    bump();
    return unused;
}
int main(int argc, char **argv)
{
    pthread_t thread;
    int more = argc > 1 ? atoi(argv[1]) : 0;
    pthread_create(&thread, NULL, work, NULL);
    if (more)
        bump();
    pthread_join(thread, NULL);
    printf("%d\n", total() + NUMBER);
    return 0;
}
END
cat >counter.h <<'END'
void bump(void);
int total(void);
END
cat >counter.c <<'END'
#include "counter.h"
static int count;
void bump(void)
{
    count++;
}
int total(void)
{
    return count;
}
END
cat >Makefile <<'END'
CFLAGS = -O2 -Wall -Werror -MD -MF $@.d -D_FORTIFY_SOURCE=2 @flags
program: main.o libcounter.a
	$(CC) -Wl,--as-needed -o $@ main.o -L. -lcounter -pthread
shared: main.o libcounter.so
	$(CC) -o $@ main.o -L. -lcounter -pthread -Wl,-rpath,'$$ORIGIN'
libcounter.so: counter.c
	$(CC) -fPIC -shared $(CFLAGS) -o $@ counter.c -Wl,-soname,$@
libcounter.a: counter.o
	$(AR) rcs $@ $^
at_once: main.c counter.c
	$(CC) -o $@ -DNUMBER=100 main.c counter.c -pthread
END
echo '-DNUMBER=100' >flags

run 0 make CC="$RACELAB cc" program
grep -q 'counter.h' main.o.d || fail "no dependencies were written"
run 0 ./program 1
out_has '^102$'
run 1 "$RACELAB" explore ./program -- 1
out_has 'DATA RACE +count: '
run 0 "$RACELAB" explore ./program
out_has '^./program  proved'
run 1 "$RACELAB" replay ./program A1A1B1 -- 1
# The witnesses that a linked program can have; its worst finding's trace.
run 1 "$RACELAB" check ./program --budget 6 --witness stress,tsan-clang,explore --trace trace.json -- 1
out_has 'tsan \(clang\) +unavailable +the program is linked already'
out_has 'explore +caught +data race of count'
run 1 "$RACELAB" replay trace.json
out_has 'DATA RACE +count: '
run 2 "$RACELAB" check ./program --args 2 -- 1
one_line
run 4 "$RACELAB" check ./program --budget 6 --witness explore --trace nowhere/trace.json -- 1
err_has "cannot write 'nowhere/trace.json'"
strip program || fail "strip"
run 0 ./program 1
run 1 "$RACELAB" explore ./program -- 1
mv program ../moved && run 1 "$RACELAB" explore ../moved -- 1

run 0 make CC="$RACELAB cc" shared at_once
for program in ./shared ./at_once; do
    run 0 $program 1
    out_has '^102$'
    run 1 "$RACELAB" explore $program -- 1
    out_has 'DATA RACE +count: '
done

# Names with versions, as libraries have them; options; bytes that no terminal takes.
cat >versions.c <<'END'
__asm__(".symver old_answer, answer@OWN_1");
__asm__(".symver new_answer, answer@@OWN_2");
int old_answer(void);
int new_answer(void);
int old_answer(void) { return 1; }
int new_answer(void) { return 2; }
END
cat >asks.c <<'END'
#include <stdio.h>
#include <unistd.h>
int answer(void);
int main(int argc, char **argv)
{
    int letter = getopt(argc, argv, "n:");
    printf("\377\177\033[31m%s\n", optarg ? optarg : "nothing");
    return letter != 'n' || answer() != 2;
}
END
echo 'OWN_1 {}; OWN_2 {};' >versions.map
run 0 "$RACELAB" cc -fPIC -shared versions.c -o libversions.so -Wl,--version-script=versions.map
run 0 "$RACELAB" cc asks.c -o asks -L. -lversions -Wl,-rpath,.
run 0 ./asks -n text
run 0 "$RACELAB" explore ./asks -- -n text
out_has '^  exited with 0, prints "\?\?\?\[31mtext" '

# Archives with two members of one name, thin ones, and what `ld -r` has joined.
mkdir -p one two
echo 'static int one; void bump_one(void) { one++; }' >one/work.c
echo 'int two; void bump_two(void) { two++; }' >two/work.c
cat >both.c <<'END'
#include <pthread.h>
void bump_one(void);
void bump_two(void);
static void *work(void *unused)
{
    bump_one();
    bump_two();
    return unused;
}
int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, work, NULL);
    work(NULL);
    return pthread_join(thread, NULL);
}
END
for folder in one two; do
    run 0 "$RACELAB" cc -c $folder/work.c -o $folder/work.o
done
ar qc libboth.a one/work.o two/work.o
ar qcT libthin.a one/work.o two/work.o
ld -r -o joined.o one/work.o two/work.o
ar rcs libjoined.a joined.o
for parts in libboth.a libthin.a joined.o libjoined.a; do
    run 0 "$RACELAB" cc both.c $parts -o both -pthread
    run 0 ./both
    run 1 "$RACELAB" explore ./both
    out_has '^DATA RACE +one: '
    out_has '^DATA RACE +two: '
done
# A file in assembler beside C: what it defines is unsupported where it is called.
printf '.globl bump_two\nbump_two:\nret\n' >two.s
run 0 "$RACELAB" cc both.c one/work.c two.s -o both -pthread
run 3 "$RACELAB" explore ./both
out_has 'unsupported: bump_two \(both.c:[0-9]+\)'

# What compilers are asked besides.
run 0 "$RACELAB" cc --version
out_has 'gcc|clang'
run 0 "$RACELAB" cc -print-file-name=libc.so.6
run 0 "$RACELAB" cc -dumpmachine
run 0 "$RACELAB" cc -E main.c -DNUMBER=1
out_has 'pthread_create'
run 0 "$RACELAB" cc -M main.c
echo 'int main(void) { return x; }' >wrong.c
run 1 "$RACELAB" cc -c wrong.c
err_has "wrong.c:1:.*undeclared"
run 1 "$RACELAB" cc -o nothing counter.c
err_has "undefined reference to .main"
echo 'int main(void) { return 0; }' | "$RACELAB" cc -x c -o piped - || fail "a program from a pipe"
./piped || fail "the piped program"
printf '.globl answer\nanswer: mov $%d, %%eax\nret\n' 42 >answer.s
echo 'int answer(void); int main(void) { return answer() != 42; }' >asm.c
if [ "$(uname -m)" = x86_64 ]; then
    run 0 "$RACELAB" cc -o asm asm.c answer.s
    run 0 ./asm
fi
run 2 "$RACELAB" explore /bin/true
one_line
err_has "was not linked by 'racelab cc'"
run 2 "$RACELAB" check /bin/true
one_line
err_has "was not linked by 'racelab cc'"

# C++, and one word for a compiler.
echo '#include <thread>
static int n;
int main() { std::thread t([] { n++; }); t.join(); return n - 1; }' >thread.cpp
run 0 "$(dirname "$RACELAB")/racelab-c++" -std=c++17 -o thread thread.cpp -pthread
run 0 ./thread

# CMake's own probes and its build.
mkdir cmake && cd cmake || exit 1
cat >CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.25)
project(probe C)
find_package(Threads REQUIRED)
add_library(counter STATIC ../counter.c)
add_executable(program ../main.c)
target_compile_definitions(program PRIVATE NUMBER=100)
target_link_libraries(program PRIVATE counter Threads::Threads)
END
run 0 cmake -G Ninja -S . -B build -DCMAKE_C_COMPILER="$(dirname "$RACELAB")/racelab-cc"
run 0 cmake --build build
run 0 build/program 1
out_has '^102$'
run 1 "$RACELAB" explore build/program -- 1
leftovers=$(find "$scratch" -maxdepth 1 -name 'racelab-*')
[ -z "$leftovers" ] || fail "left behind: $leftovers"
