#!/bin/bash
# explore and replay: bad input gets one clear line and the documented exit code.
set -u
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
failed=0

# expect CODE PATTERN ARGUMENT...: exit code, and a line of stdout or stderr
expect() {
    local code=$1 pattern=$2
    shift 2
    timeout 100 "$RACELAB" "$@" >out 2>&1
    local got=$?
    if [ "$got" != "$code" ] || ! grep -q -- "$pattern" out; then
        echo "racelab $*: exit $got, not $code; or nothing like '$pattern' in:"
        cat out
        failed=1
    fi
}

echo 'int main(void) { return x; }' >wrong.c
echo '#include <pthread.h>
static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
static void step(void) { pthread_mutex_lock(&m); pthread_mutex_unlock(&m); }
static void *run(void *a) { step(); for (;;) ; return a; }
static void *other(void *a) { step(); step(); return a; }
int main(void)
{
    pthread_t t, u;
    pthread_create(&t, 0, run, 0);
    pthread_create(&u, 0, other, 0);
    pthread_join(t, 0);
}' >spins.c
echo '#include <stdio.h>
int main(void) { int n; return scanf("%d", &n); }' >input.c
echo '__attribute__((constructor)) static void early(void) { *(volatile int *)8 = 1; }
int main(void) { return 0; }' >early.c

expect 2 "undeclared" explore wrong.c
expect 2 "cannot read" explore missing.c
expect 2 "no lab" explore nonsense
expect 2 "threads" explore counter/mutex --threads 0
expect 2 "threads" explore counter/mutex --threads many
expect 2 "usage" explore
expect 2 "schedule" replay counter/mutex xyz
expect 3 "departs" replay counter/mutex A1B1
expect 3 "unsupported: " replay counter/processes A1
# Threads that live on past a lab's gate, and threads that are started late.
for variant in counter/event_loop bounded-buffer/owner_loop; do
    expect 3 'inconclusive .* the limit of executions was met' \
        explore $variant --strategy dpor --executions 2000
done

# What dpor does not reduce: one line that names it, and never a proof.
programs=$SOURCE_DIR/tests/explore/programs
for program in signals signal_kills signal_lost pipes pipe_forgotten polled_pipes files cancel cancel_holding robust; do
    expect 3 "inconclusive not searched: '[a-z_ ]*', which dpor does not reduce: use states" \
        explore "$programs/$program.c" --strategy dpor
done
# The other compiler by its bare name; C and C++.
export RACELAB_EXPLORE_CC=gcc
expect 1 "DATA RACE" explore "$programs/cxx_counter.cpp"
expect 1 "USE AFTER FREE values" explore "$programs/cxx_new.cpp"
expect 4 "thread-local variables need clang" explore "$programs/cxx_futures.cpp"
export RACELAB_EXPLORE_CC=clang
expect 1 "USE AFTER FREE values" explore "$programs/cxx_new.cpp"
unset RACELAB_EXPLORE_CC
# C++ behind the name of a C compiler, linked by hand.
"$RACELAB" cc -g -c "$programs/cxx_new.cpp" -o new.o && "$RACELAB" cc new.o -lstdc++ -pthread -o new || failed=1
expect 1 "USE AFTER FREE values" explore ./new
expect 3 "8,190" explore counter/mutex --threads 100000
expect 3 "unsupported: reading standard input: give it with --stdin FILE (input.c:2)" explore input.c
echo 7 >seven
echo '#include <stdio.h>
#include <stdlib.h>
int main(int count, char **words)
{
    int n = 0;
    if (count == 3 && scanf("%d", &n) == 1)
        printf("%d %s\n", n, words[2]);
    abort();
}' >told.c
expect 2 "cannot read .missing." explore told.c --stdin missing
expect 2 "bad --args: a quote is not closed" explore told.c --args "a 'b"
expect 1 "| 7 b c" explore told.c --stdin seven --args "a 'b c'" --show-output --trace told.json
expect 1 "| 7 b c" replay told.json
echo 'extern unsigned long crc32(unsigned long, const char *, unsigned);
extern long timezone;
int main(int count, char **words) { return count > 1 ? (int)timezone : (int)crc32(0, words[0], 1); }' >other.c
expect 3 "unsupported: crc32 (other.c:3)" explore other.c
expect 3 "unsupported: timezone (other.c:3)" explore other.c --args x
echo '#include <string.h>
static char *volatile nothing;
int main(void) { return (int)strlen(nothing); }' >null.c
expect 1 "null.c:3, in main" explore null.c
# The five seconds are waited for once, not in each of its interleavings.
expect 1 "endless run  *3 interleavings" explore spins.c
grep -q "why: B at spins.c:4, in run, runs on" out || { cat out; failed=1; }
expect 1 "early.c:1, in early" explore early.c
echo '#include <fstream>
int main() { std::ofstream out("file"); }' >stream.cpp
expect 3 "unsupported: std::basic_ofstream<char.*(stream.cpp:2)" explore stream.cpp
threads='#include <pthread.h>
#define TWICE(run) int main(void) { pthread_t t; pthread_create(&t, 0, run, 0); \
    run(0); pthread_join(t, 0); return 0; }'
echo "$threads
#include <sys/random.h>
static void *run(void *a) { int n; getrandom(&n, sizeof n, 0); return a; }
TWICE(run)" >getrandom.c
echo "$threads
#include <stdio.h>
static void *run(void *a) { fopen(\"/dev/urandom\", \"r\"); return a; }
TWICE(run)" >urandom.c
echo "$threads
#include <time.h>
static void *run(void *a) { struct timespec t; clock_gettime(CLOCK_REALTIME, &t); return a; }
TWICE(run)" >clock.c
echo "$threads
#include <sys/time.h>
static void *run(void *a) { struct timeval t; gettimeofday(&t, 0); return a; }
TWICE(run)" >day.c
echo "$threads
static void *run(void *a) { pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, 0); return a; }
TWICE(run)" >cancel.c
echo "$threads
#include <unistd.h>
static void *run(void *a) { fork(); return a; }
TWICE(run)" >fork.c
echo "$threads
#include <sys/socket.h>
static void *run(void *a) { socket(AF_UNIX, SOCK_STREAM, 0); return a; }
TWICE(run)" >socket.c
expect 3 "unsupported: getrandom is non-deterministic (getrandom.c:5)" explore getrandom.c
expect 3 "unsupported: reading /dev/urandom is non-deterministic (urandom.c:5)" explore urandom.c
expect 0 "assumed     time is virtual (clock_gettime at clock.c:5)" explore clock.c
expect 0 "assumed     time is virtual (gettimeofday at day.c:5)" explore day.c
expect 3 "unsupported: asynchronous cancellation (cancel.c:4)" explore cancel.c
expect 3 "unsupported: fork (fork.c:5)" explore fork.c
expect 3 "unsupported: socket (socket.c:5)" explore socket.c
expect 3 "executions" explore counter/unsynchronized --strategy random --executions 1 --threads 1
expect 3 "limit of executions" explore counter/mutex --strategy dfs --threads 6 --executions 5
expect 3 "limit of preemptions" explore counter/split_atomic --strategy bounded --preemptions 0
expect 1 "schedule A1B2A1" explore counter/split_atomic --strategy bounded --preemptions 1
expect 0 "proved" explore counter/mutex --strategy bounded --preemptions 8
echo 'int main(void) { return 0; }' >alone.c
expect 0 "starts no thread" explore alone.c
echo '#include "lab.h"
const struct lab lab = {.file = __FILE__, .title = "nobody acts"};' >nobody.c
expect 3 "unsupported: a lab whose description names no actor" explore nobody.c
expect 2 "the lab's description lacks '.actors', or a '.trial' of its own" check nobody.c
exit "$failed"
