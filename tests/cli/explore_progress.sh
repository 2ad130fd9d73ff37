#!/bin/bash
# The line that says how far a search is: on a terminal only.
. "$(dirname "$0")/lib.bash"
command -v script >/dev/null || exit 77

# on_terminal ARGUMENTS: runs explore for a second on a terminal of its own, with room for all.
on_terminal() {
    script -qec "stty cols 160; '$RACELAB' explore counter/mutex $* --seconds 1" /dev/null </dev/null >out 2>err
}

on_terminal --threads 4 --increments 4 --strategy dfs
out_has 'counter/mutex: (about [0-9]+%|less than 1%) done, (some|at most) [0-9]+ s left; [0-9,]+ executions, [0-9,]+ a second'
for jobs in 1 2; do
    on_terminal --threads 12 --strategy dpor --jobs $jobs
    out_has 'counter/mutex: (about [0-9]%|less than 1%) done, at most 1 s left; [0-9,]+ executions, .* steps'
done
on_terminal --threads 24
out_has 'counter/mutex: (less than a third done, )?at most 1 s left; [0-9,]+ states, [0-9,]+ a second.*, [0-9,]+ steps wait'
out_lacks 'of an estimated'
# 360,000 states: told as an order, of one digit.
script -qec "'$RACELAB' explore counter/unsynchronized --threads 4 --increments 3 --seconds 2" /dev/null \
    </dev/null >out 2>err
out_has '(about [1-9]0% of an estimated [1-9](00,000|,000,000) states|less than a third) done, at most [0-9]+ s left'
on_terminal --threads 4 --increments 4 --strategy bounded --preemptions 9
out_has 'preemptions [0-9] of 9'
on_terminal --threads 8 --strategy random --executions 100000000
out_has 'counter/mutex: (about [0-9]+%|less than 1%) done, at most 1 s left; [0-9,]+ executions'
on_terminal --threads 12 --strategy dpor --json
out_lacks 'a second'
run 3 "$RACELAB" explore counter/mutex --threads 12 --strategy dpor --seconds 1
out_lacks 'a second'
[ ! -s err ] || fail "progress in a pipe"
