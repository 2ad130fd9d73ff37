# Wrong use: one clear line, exit code 2, nothing left behind.
# Runs alone: real threads, time limits.
. "$SOURCE_DIR/tests/cli/lib.bash"

for command in run list; do
    run 2 "$RACELAB" $command countr
    one_line
    err_has "no lab or variant 'countr'; did you mean 'counter'\?"
    run 2 "$RACELAB" $command counter/mutexx
    one_line
    err_has "did you mean 'counter/mutex'"
    run 2 "$RACELAB" $command entirely-different
    one_line
    err_has "racelab list"
done

for value in 0 -1 abc 99999999999 1.5 '' ' 2' '2,' ',2' '1,,2' '1,0'; do
    run 2 "$RACELAB" run counter/mutex --threads "$value"
    one_line
    err_has "--threads"
done
for value in 0 -5 x 1e3; do
    run 2 "$RACELAB" run counter/mutex --increments "$value"
    one_line
    err_has "--increments"
done
for value in 0 -1 nan inf 1e99; do
    run 2 "$RACELAB" run counter/mutex --seconds "$value"
    one_line
    err_has "--seconds"
done
run 2 "$RACELAB" run counter --start sideways
one_line
err_has "one of gate create"
run 2 "$RACELAB" run
one_line
run 2 "$RACELAB" run counter bank
one_line
run 2 "$RACELAB" run counter --frobnicate
one_line
err_has "racelab run --help"
run 2 "$RACELAB" run counter --threads
one_line
run 2 "$RACELAB" rnu
one_line
err_has "did you mean 'run'"
run 2 "$RACELAB"
err_has "usage"

# A picture that cannot be written is known before the long work.
run 2 "$RACELAB" run counter --plot /nonexistent/x.svg
one_line
err_has "/nonexistent/x.svg"
[ ! -s out ] || fail "something ran before the picture was refused"
run 2 "$RACELAB" run counter --plot picture.gif
one_line
err_has "svg or .png"
mkdir folder.svg
run 2 "$RACELAB" run counter --plot folder.svg
one_line
[ "$(ls -A)" = "$(printf 'err\nfolder.svg\nout')" ] || fail "left behind: $(ls -A)"
