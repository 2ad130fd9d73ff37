#!/bin/bash
# replay --gdb: stops at each step of the schedule; commands come from standard input.
. "$(dirname "$0")/lib.bash"
run 4 env PATH=/nonexistent "$RACELAB" replay counter/unsynchronized A1B2A1 --gdb
one_line
err_has "cannot run 'gdb'"
run 2 "$RACELAB" replay counter/unsynchronized 'A1;x' --gdb
one_line
gdb -q -batch -ex run true 2>&1 | grep -q 'exited normally' || exit 77 # missing, or not allowed

# under_gdb TARGET SCHEDULE: each line of standard input is a command of gdb's.
under_gdb() {
    "$RACELAB" replay "$@" --gdb >out 2>err || fail "exit code $?"
}
under_gdb counter/unsynchronized A1B2A1 <<'END'
continue
continue
into
print i
continue
continue
END
grep -oE 'step .*|the end: .*' out >stops
diff stops - <<'END' || fail "other stops"
step 1: A, read, value 0
step 2: B, read, value 0
step 3: B, write, value 0
step 4: A, write, value 1
the end: the program ended
END
out_has '^counter in section'
out_has 'counter\+\+;'
out_has '\$1 = 0'
under_gdb counter/mutex A1B1 <<<continue
out_has 'the end: that thread cannot go on'
