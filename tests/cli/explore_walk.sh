#!/bin/bash
# play and replay --step: commands come from standard input.
set -eu
out=$(printf '1\nA\nB\nB\nb\nB\nA\nq\n' | "$RACELAB" play counter/unsynchronized) && code=0 || code=$?
[ "$code" = 1 ] || { echo "play: exit $code"; exit 1; }
grep -q "your prediction was right" <<<"$out"
grep -q "lost update: counter: ends at 1, expected 2" <<<"$out"
grep -q "schedule A1B2A1" <<<"$out"
out=$(printf '\nA\nB\nq\n' | "$RACELAB" play counter/mutex)
grep -q "B     waits to lock lock, held by A" <<<"$out"
grep -q "B cannot take a step now: it waits to lock lock, held by A" <<<"$out"
out=$(printf '\nA1B2\nA9\nA\nB\n!\nq\n' | "$RACELAB" play counter/unsynchronized) && code=0 || code=$?
[ "$code" = 1 ]
grep -q "not all of these steps are possible" <<<"$out"
grep -q "the execution is over: b goes back" <<<"$out"
grep -q "A3, A1B2: several" <<<"$out"
# Names of no thread leave the walk where it is.
out=$(printf '\nmain\nZZ\nAAAAAAAA\nA\nq\n' | "$RACELAB" play counter/mutex)
[ "$(grep -c "cannot take a step now: it has ended, or there is no such thread" <<<"$out")" = 3 ]
grep -q "schedule A1$" <<<"$out"
# A lab plays its first program; a name that is none is refused before anything is asked.
out=$(printf '1\nA\nq\n' | "$RACELAB" play counter)
grep -q "^counter/unsynchronized: " <<<"$out"
grep -q "schedule A1$" <<<"$out"
[ "$(grep -c "next: write counter" <<<"$out")" = 1 ]
out=$("$RACELAB" play counter/nothing 2>&1 </dev/null) && exit 1 || [ $? = 2 ]
[ "$(wc -l <<<"$out")" = 1 ]
grep -q "no lab or variant 'counter/nothing'" <<<"$out"
out=$(printf '\n\n\nb\nq\n' | "$RACELAB" replay counter/mutex A4B4 --step)
grep -q "schedule A3  (step 3 of 8)" <<<"$out"
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
"$RACELAB" replay "$scratch" 2>"$scratch/err" && exit 1 || [ $? = 2 ]
grep -q "cannot read '$scratch': Is a directory" "$scratch/err" || { cat "$scratch/err"; exit 1; }
"$RACELAB" replay bank.c 2>"$scratch/err" && exit 1 || [ $? = 2 ]
grep -q "no schedule for 'bank.c'" "$scratch/err"
# A replay on changed source says where it departs, and what is there now.
cd "$scratch"
cat >bank.c <<'END'
#include <pthread.h>
static int balance = 100;
static void *pay(void *unused)
{
    if (balance >= 100)
        balance -= 100;
    return unused;
}
int main(void)
{
    pthread_t one, other;
    pthread_create(&one, NULL, pay, NULL);
    pthread_create(&other, NULL, pay, NULL);
    pthread_join(one, NULL);
    pthread_join(other, NULL);
    return balance < 0;
}
END
departs() {
    "$RACELAB" replay bank.json >out 2>err && { echo "does not depart"; exit 1; } || [ $? = 3 ]
    grep -q "$1" err || { cat err; exit 1; }
    [ "$(wc -l <err)" = 1 ] || { cat err; exit 1; }
}
"$RACELAB" explore bank.c --trace bank.json >/dev/null && exit 1
"$RACELAB" replay bank.json >out && exit 1
grep -q "^WRONG OUTCOME" out
sed -i 's/ -= 100/ = 0/' bank.c
departs "departs from the trace at step 3: there C did 'read' at bank.c:6, and now C does 'write' at bank.c:6"
sed -i 's/static int balance/\n&/' bank.c
departs "departs from the trace at step 1: there B did 'read' at bank.c:5, and now B does 'read' at bank.c:6"
