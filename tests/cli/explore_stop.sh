#!/bin/bash
# An exploration that is interrupted or killed: the partial result, the exit
# code, and nothing left behind.
# Runs alone: real threads, time limits.
. "$SOURCE_DIR/tests/cli/lib.bash"

mkdir tmp
export TMPDIR=$scratch/tmp XDG_CACHE_HOME=$scratch/cache
threads='#include <pthread.h>
#include <stdatomic.h>
static atomic_int total;
static void *run(void *a) { for (int i = 0; i < 4; i++) total++; return a; }
int main(void)
{
    pthread_t threads[5];
    for (int i = 0; i < 5; i++)
        pthread_create(&threads[i], 0, run, 0);
    for (int i = 0; i < 5; i++)
        pthread_join(threads[i], 0);
    return 0;
}'
echo "$threads" >long.c

# start ARGUMENT...: explores in the background, and waits until it searches.
start() {
    "$RACELAB" explore "$@" >"$scratch/out" 2>"$scratch/err" &
    tool=$!
    for _ in $(seq 300); do
        engine=$(pgrep -P "$tool" -f ' strategy ') && break
        sleep 0.1
    done
    [ -n "$engine" ] || fail "no search was started"
    sleep 0.3
}

# gone: neither the tool nor a process of the search is left after a moment.
gone() {
    for _ in $(seq 50); do
        pgrep -f "$scratch" >/dev/null || pgrep -f 'counter-mutex strategy dfs threads 5' >/dev/null || return 0
        sleep 0.1
    done
    fail "left running: $(pgrep -af "$scratch")"
}

for signal in INT TERM; do
    start counter/mutex --threads 5 --increments 4 --strategy dfs --jobs 2
    kill -"$signal" "$tool"
    wait "$tool"
    code=$?
    [ "$code" = 3 ] || fail "SIG$signal: exit code $code, not 3"
    one_line
    err_has 'interrupted; the results are partial'
    out_has 'counter/mutex +inconclusive .* interrupted before everything was searched'
    out_has 'searched +[1-9][0-9,]* executions'
    gone
done

start counter/unsynchronized --threads 4 --increments 4 --strategy dfs --jobs 2 --json
kill -INT "$tool"
wait "$tool"
[ $? = 1 ] || fail "a finding of an interrupted search is not exit code 1"
json '.partial == true and .variants[0].limit == "interrupted" and .variants[0].complete == false
    and .variants[0].verdict == "caught"'

start long.c --strategy dfs --jobs 3
kill -KILL "$tool"
wait "$tool" 2>/dev/null
gone

# A process of the search that is killed: said, and never a proof.
start long.c --strategy dfs --jobs 2
kill -KILL "$(pgrep -P "$engine" | head -n 1)"
wait "$tool"
code=$?
[ "$code" = 70 ] || fail "a killed process of the search: exit code $code, not 70"
err_has 'killed by signal 9'
gone
[ -z "$(ls -A tmp)" ] || fail "left in TMPDIR: $(ls tmp)"
