# The exit codes of the commands, and help everywhere.
. "$SOURCE_DIR/tests/cli/lib.bash"

run 0 "$RACELAB" version
out_has '^racelab [0-9]+\.[0-9]+\.[0-9]+$'
run 0 "$RACELAB" --version
run 0 "$RACELAB" help
out_has '^usage: racelab COMMAND'
commands=$(sed -n 's/^  \([a-z]*\) .*/\1/p' out | grep -v '^test$')
[ "$(echo "$commands" | wc -w)" -ge 5 ] || fail "help lists too few commands"
for command in $commands; do
    [ "$command" = help ] && continue
    run 0 "$RACELAB" "$command" --help
    out_has "^usage: racelab $command"
    run 0 "$RACELAB" help "$command"
    out_has "^usage: racelab $command"
    [ "$command" = cc ] && continue # its options are the compiler's
    run 2 "$RACELAB" "$command" --no-such-option
    one_line
done
run 2 "$RACELAB" help nonsense
one_line
run 0 "$RACELAB" list
out_has '^counter$'
out_has '^  broken  unsynchronized'
out_has '^  fixed   mutex'
run 0 "$RACELAB" list counter/mutex --json
json '.variants | length == 1 and .[0].name == "mutex" and .[0].expected == "fixed"'
