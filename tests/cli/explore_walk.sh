#!/bin/bash
# play and replay --step: commands come from standard input.
set -eu
out=$(printf '1\nA\nB\nB\nb\nB\nA\nq\n' | "$RACELAB" play counter/unsynchronized) && code=0 || code=$?
[ "$code" = 1 ] || { echo "play: exit $code"; exit 1; }
grep -q "your prediction was right" <<<"$out"
grep -q "lost update: ends at 1, expected 2" <<<"$out"
grep -q "schedule A1B1B1A1" <<<"$out"
out=$(printf '\nA\nB\nq\n' | "$RACELAB" play counter/mutex)
grep -q "B     waits: lock lock, held by A" <<<"$out"
grep -q "that thread cannot take a step now" <<<"$out"
out=$(printf '\n\n\nb\nq\n' | "$RACELAB" replay counter/mutex A4B4 --step)
grep -q "schedule A1A1A1" <<<"$out"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$RACELAB" explore counter/unsynchronized --trace "$scratch/trace.json" >/dev/null && exit 1
[ $? = 1 ]
"$RACELAB" replay "$scratch/trace.json" >"$scratch/out" && exit 1
grep -q "LOST UPDATE counter: ends at 1, expected 2" "$scratch/out"
# A trace of any strategy is all that a replay needs; it comes to the same end each time.
for strategy in states dpor dfs bounded random pct; do
    "$RACELAB" explore bank-withdraw/two_sections --strategy $strategy --trace "$scratch/trace.json" >/dev/null && exit 1
    for i in 1 2 3; do
        "$RACELAB" replay "$scratch/trace.json" | grep -v '^searched' >"$scratch/out$i" && code=0 || code=$?
        cmp "$scratch/out1" "$scratch/out$i" || { echo "$strategy: another end"; exit 1; }
    done
    grep -q "^ATOMICITY VIOLATION" "$scratch/out1" || { cat "$scratch/out1"; exit 1; }
done
sed -i 's/"version": 2/"version": 1/' "$scratch/trace.json"
"$RACELAB" replay "$scratch/trace.json" 2>"$scratch/err" && exit 1 || [ $? = 2 ]
grep -q "is no trace to replay: it has version 1, not 2" "$scratch/err"
[ "$(wc -l <"$scratch/err")" = 1 ]
