# racelab read-tsan: logs of clang, of gcc and of Go.
. "$SOURCE_DIR/tests/cli/lib.bash"
data=$SOURCE_DIR/tests/data

run 1 "$RACELAB" read-tsan "$data/go_race.log"
out_has 'caught: 1 report'
out_has 'DATA RACE'
out_has '/src/main.go:12  main.add'
out_has 'thread T7 \(running\) created at /src/main.go:20 in main.main'
run 1 "$RACELAB" read-tsan "$data/go_race.log" --json
json '.document == "racelab read-tsan" and .programs[0].verdict == "caught"'
json '.programs[0].witnesses[0].findings[0] | .kind == "data race" and
      (.accesses | map(.op) == ["read", "write"]) and .accesses[0].thread == 7 and
      .accesses[1].thread == 0 and .accesses[1].stack[1].line == 22'
head -n 8 "$data/go_race.log" >cut.log
run 1 "$RACELAB" read-tsan cut.log
for compiler in clang gcc; do
    log=$(find "$data/tsan-$compiler" -name 'race_heap.*.txt' | sort | head -n 1)
    run 1 "$RACELAB" read-tsan "$log" --format gcc --sarif races.sarif --junit races.xml
    out_has 'race_heap.c:[0-9]+: error: data race'
    jq -e '.runs[0].results | length >= 1 and all(.codeFlows[0].threadFlows | length == 2)' \
        races.sarif >out || fail "the SARIF lacks its flows"
    grep -q '<failure type="data race"' races.xml || fail "the JUnit lacks its failure"
done
"$RACELAB" read-tsan - <"$data/go_race.log" >out 2>err
[ $? = 1 ] || fail "standard input is not read"

# A log without a report, and how far its silence goes.
echo "all is well" >silent.log
run 0 "$RACELAB" read-tsan silent.log
out_has '^silent.log  clean: no report in 1 line$'
: >empty.log
run 3 "$RACELAB" read-tsan silent.log empty.log
out_has '^empty.log  inconclusive: the log is empty: nothing shows that a program ran$'
head -c 300 "$data/go_race.log" >cut.log
run 1 "$RACELAB" read-tsan cut.log --junit cut.xml
out_has '^cut.log  caught: 1 report, which is cut off$'
for compiler in clang gcc; do
    log=$(find "$data/tsan-$compiler" -name 'race_heap.*.txt' | sort | head -n 1)
    head -c 40 "$log" >cut.log
    run 3 "$RACELAB" read-tsan cut.log --json
    json '.programs[0].verdict == "inconclusive" and
          .programs[0].witnesses[0].evidence == "the log is cut off where a report begins"'
    head -c 200 "$log" >cut.log
    run 1 "$RACELAB" read-tsan cut.log
    out_has 'caught: 1 report, which is cut off'
    sed 's/^/7: /' "$log" >ctest.log
    run 1 "$RACELAB" read-tsan ctest.log --format gcc
    out_has 'race_heap.c:[0-9]+: error: data race'
    tail -n 1 "$log" >summary.log
    run 3 "$RACELAB" read-tsan summary.log
    out_has 'speaks of reports and holds none'
done
gzip -c silent.log >packed.log.gz
run 2 "$RACELAB" read-tsan packed.log.gz
one_line
err_has "cannot read 'packed.log.gz': is not the text of a log, but binary"
run 0 "$RACELAB" read-tsan "$data/go_race.log" --fail-on deadlock
run 2 "$RACELAB" read-tsan nosuch.log
one_line
run 2 "$RACELAB" read-tsan "$scratch"
one_line

# What shells and man complete comes from the same tables.
run 0 "$RACELAB" completion bash
bash -n out || fail "bash cannot read its completion"
out_has "_racelab_check='.*--sarif .*--help'"
run 0 "$RACELAB" completion zsh
out_has "'--sarif=\[write the findings as SARIF 2.1.0\]:FILE:_files'"
if command -v zsh >/dev/null; then
    mkdir functions && cp out functions/_racelab
    zsh -f -c "fpath=($PWD/functions \$fpath); autoload -Uz compinit; compinit -u -d $PWD/dump
        [ \${_comps[racelab]} = _racelab ] && autoload +X _racelab && which _racelab" >loaded 2>err ||
        fail "zsh cannot load its completion"
    grep -q "valgrind'\\\\''s helgrind reports" loaded || fail "zsh reads something else: $(head -20 loaded)"
fi
run 0 "$RACELAB" completion fish
if command -v fish >/dev/null; then
    HOME=$PWD fish --no-config -c 'source out; complete -C "racelab hel"; complete -C "racelab check --bud"' \
        >offered 2>err || fail "fish cannot load its completion"
    [ -s err ] && fail "fish complains of its completion"
    grep -q "valgrind's helgrind reports" offered || fail "fish does not offer helgrind"
    grep -q "^--budget.*seconds for all" offered || fail "fish does not offer --budget"
fi
out_has "complete -c racelab -n '__fish_seen_subcommand_from check' -l sarif -r"
run 0 "$RACELAB" completion man
out_has '^\.B .-.-sarif'
run 2 "$RACELAB" completion csh
one_line
