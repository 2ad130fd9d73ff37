#!/bin/bash
# The line that says how far a search is: on a terminal only.
. "$(dirname "$0")/lib.bash"
command -v script >/dev/null || exit 77

# on_terminal ARGUMENTS: runs explore for a second on a terminal of its own.
on_terminal() {
    script -qec "'$RACELAB' explore counter/mutex $* --seconds 1" /dev/null </dev/null >out 2>err
}

on_terminal --threads 4 --increments 4 --strategy dfs
out_has 'counter/mutex: [0-9,]+ executions, [0-9,]+ a second, .*about [0-9.]+ %, (about|at most) [0-9]+ s left'
on_terminal --threads 12 --strategy dpor
out_has 'counter/mutex: [0-9,]+ executions, .* steps, at most 1 s left'
out_lacks 'about'
on_terminal --threads 24
out_has 'counter/mutex: [0-9,]+ states, [0-9,]+ a second'
on_terminal --threads 4 --increments 4 --strategy bounded --preemptions 9
out_has 'preemptions [0-9] of 9'
on_terminal --threads 8 --strategy random --executions 100000000
out_has 'executions, .*about [<0-9.]+ %, at most 1 s left'
on_terminal --threads 12 --strategy dpor --json
out_lacks 'a second'
run 3 "$RACELAB" explore counter/mutex --threads 12 --strategy dpor --seconds 1
out_lacks 'a second'
[ ! -s err ] || fail "progress in a pipe"
