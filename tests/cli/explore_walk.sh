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
