#!/usr/bin/env bash
# `racelab tsan` and `racelab helgrind`: exit codes, what is printed where, and
# that the gate hides nothing from ThreadSanitizer.
# Runs alone: real threads, time limits.
set -u
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
export TMPDIR=$scratch

fail() {
    echo "FAILED: $*"
    head -50 out err
    exit 1
}

run() { # EXPECTED-CODE ARGUMENT...
    local wanted=$1 code
    shift
    "$RACELAB" "$@" >out 2>err
    code=$?
    [ $code -eq "$wanted" ] || fail "racelab $*: exit code $code, wanted $wanted"
}

run 2 tsan
run 2 tsan nosuchlab
run 2 tsan counter/mutx
grep -q "mutex" err || fail "no nearest name is suggested"
run 2 tsan counter --compiler icc
run 2 tsan counter --threads 0
run 0 tsan --help
grep -q -- --compiler out || fail "help without --compiler"

run 0 tsan counter/mutex
grep -q "clean" out || fail "mutex is not called clean"

run 1 tsan counter/unsynchronized --runs 3
grep -q "DATA RACE  counter (global, 8 bytes)" out || fail "no data race on counter"
grep -q "labs/counter/unsynchronized.c:[0-9]* *add .*counter++;" out || fail "no source line"

run 1 tsan counter/unsynchronized --compiler gcc --runs 3 --json
for member in '"kind": "data race"' '"op": ' '"function": "add"' '"tool": "gcc"' \
    '"expected": "broken"' 'WARNING: ThreadSanitizer: data race'; do
    grep -q "$member" out || fail "JSON without $member"
done

TSAN_OPTIONS="exitcode=0 log_path=$scratch/mine" run 1 tsan counter/unsynchronized --runs 3
[ -z "$(compgen -G "$scratch/mine*")" ] || fail "the report went to the user's log path"

for threads in 2 8 64 200; do
    run 1 tsan counter/unsynchronized --threads $threads --increments 100 --runs 5
    [ "$(grep -c '^unsynchronized .*data race.*data race.*data race' out)" = 1 ] ||
        fail "the gate hides the race of $threads threads"
done

"$RACELAB" tsan counter/mutex --compiler clang --threads 300 --increments 1 >out 2>err
grep -q "warning: silence means nothing" out || fail "no warning in the output"
grep -q "warning: silence means nothing" err || fail "no warning on standard error"

if command -v valgrind >/dev/null; then
    run 0 helgrind counter/mutex
    run 1 helgrind counter/unsynchronized
    grep -q "DATA RACE  counter" out || fail "helgrind: no data race on counter"
    run 2 helgrind counter --compiler gcc
fi
leftovers=$(find . -mindepth 1 ! -name out ! -name err)
[ -z "$leftovers" ] || fail "left over: $leftovers"
