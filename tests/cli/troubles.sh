# Hangs, crashes, refused threads, full disks, closed pipes, Ctrl-C.
# Runs alone: real threads, time limits.
. "$SOURCE_DIR/tests/cli/lib.bash"

# A hang is an outcome, with stacks where gdb is installed; nothing is left.
run 1 "$FIXTURES/hang" --threads 2 --trials 5 --timeout 1
out_has 'of these trials hung'
if command -v gdb >/dev/null; then
    out_has '^  threads? .* in pthread_mutex_lock$'
    out_has '^    lock_twice +hang\.c:[0-9]+$'
    ! grep -q '0x\|libc\|/harness/' out || fail "a hang's stacks show more than the program"
fi
no_process "$FIXTURES/hang"

# A crash is an outcome, and the trials go on after it.
run 1 "$FIXTURES/crash" --threads 2 --trials 60
out_has 'crashed: Segmentation fault'
out_has '/crash +2 +60 ' # every trial was run

# A child that a lab forked, and that would run for ever, goes with it.
run 1 "$FIXTURES/fork_for_ever" --trials 1 --timeout 1
no_process "$FIXTURES/fork_for_ever"

# The system refuses a thread: its number, why, exit code 4.
(
    ulimit -v 4000000
    run 4 "$BIN_DIR/counter-mutex" --threads 900000 --trials 1
    out_has 'refused thread [0-9]+ of 900,?000'
) || exit 1

# A lab that says so itself.
run 4 "$FIXTURES/gives_up" --trials 1
out_has 'gave up with exit code 4'

# A full disk and a closed pipe.
if [ -w /dev/full ]; then
    "$RACELAB" run counter/mutex --threads 1 --trials 5 >/dev/full 2>err
    [ $? = 4 ] || fail "a full disk does not give exit code 4"
    one_line
    err_has 'No space left'
    "$RACELAB" run counter/mutex --threads 1 --trials 5 --json >/dev/full 2>err
    [ $? = 4 ] || fail "a full disk does not give exit code 4 with --json"
fi
{
    "$RACELAB" run counter --threads 2 --seconds 0.2 2>err
    echo $? >code
} | head -n 1 >out
[ "$(cat code)" = 4 ] || fail "a closed pipe gives exit code $(cat code)"
one_line
err_has 'Broken pipe'
no_process "$BIN_DIR/counter-.*--runner"

# Ctrl-C in the middle of a sweep: partial results, marked.
"$RACELAB" run counter --threads 2 --seconds 5 --json >out 2>err &
pid=$!
sleep 1.5
kill -INT $pid
wait $pid
code=$?
[ $code = 1 ] || [ $code = 3 ] || fail "Ctrl-C gives exit code $code"
one_line
err_has 'interrupted'
json '.partial == true'
json '[.variants[].runs[] | select(.partial)] | length == 1'
no_process "$BIN_DIR/counter-.*--runner"

# The supervisor itself is killed: its children follow.
"$RACELAB" run counter/processes --threads 4 --seconds 30 >out 2>err &
pid=$!
sleep 1
kill -KILL $pid
wait $pid 2>/dev/null
no_process "$BIN_DIR/counter-processes"
exit 0
