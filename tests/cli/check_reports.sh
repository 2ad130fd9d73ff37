# What `racelab check` writes for machines: JSON, SARIF, JUnit, annotations; what
# counts and what is known.
. "$SOURCE_DIR/tests/cli/lib.bash"
export XDG_CACHE_HOME=$scratch/cache TMPDIR=$scratch
cp "$SOURCE_DIR/tests/check/programs/bank.c" 'b&nk, 1.c'
check=("$RACELAB" check 'b&nk, 1.c' --witness 'explore,helgrind')

run 1 "${check[@]}" --json --sarif bank.sarif --junit bank.xml
json '.document == "racelab check" and .version == 1 and .partial == false'
json '.programs[0] | .verdict == "caught" and .worst == "assertion failed"'
json '.programs[0].witnesses[] | select(.witness == "explore") | .findings[0] |
      .schedule == "B3C7B4" and (.steps | length) == 14 and .steps[1].text == "read balance 100" and
      (.steps[1].file | endswith("b&nk, 1.c")) and .steps[1].line == 11'
cp out result.json

# SARIF: one thread flow per thread, its steps numbered over both.
jq -e '.version == "2.1.0" and (.runs[0].results[0] |
       .ruleId == "assertion-failed" and
       .locations[0].physicalLocation.artifactLocation.uri == "b%26nk%2C%201.c" and
       .locations[0].physicalLocation.region.startLine == 35 and
       (.codeFlows[0].threadFlows | map(.id) == ["B", "C"]) and
       ([.codeFlows[0].threadFlows[].locations[].executionOrder] | sort == [range(1; 15)]))' \
    bank.sarif >out || fail "the SARIF is not as it should be"
validator=$(dirname "$RACELAB")/../npm/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
if [ -f "$validator" ]; then
    cp "$validator" validator && chmod +x validator
    run 0 ./validator validate bank.sarif
    out_lacks '(error|warning) SARIF1'
    run 1 "$RACELAB" check counter/unsynchronized --witness tsan-gcc,stress --sarif lab.sarif
    run 0 ./validator validate lab.sarif
    out_lacks '(error|warning) SARIF1'
else
    echo "the SARIF validator is not there: npm install @microsoft/sarif-multitool" >skipped
fi

# JUnit.
if command -v xmllint >/dev/null; then
    run 0 xmllint --noout --relaxng "$SOURCE_DIR/tests/check/junit.rng" bank.xml
    [ "$(xmllint --xpath 'string(//testsuite/@failures)' bank.xml)" = 1 ] || fail "JUnit: failures"
    [ "$(xmllint --xpath 'string(//testcase[failure]/@name)' bank.xml)" = explore ] ||
        fail "JUnit: which case failed"
else
    echo "xmllint is not there: apt-get install libxml2-utils" >>skipped
fi

# Annotations and the compilers' form.
run 1 "${check[@]}" --github --format gcc
out_has '^b&nk, 1.c:35: error: assertion failed: balance >= 0.*\[assertion-failed, explore\]$'
out_has '^b&nk, 1.c:11: note: B: read balance 100$'
out_has '^::error file=b&nk%2C 1.c,line=35,title=assertion failed::assertion failed: balance >= 0'

# What counts.
run 0 "${check[@]}" --fail-on data-race,deadlock
run 1 "${check[@]}" --fail-on assertion-failed
run 2 "${check[@]}" --fail-on nonsense
one_line
run 0 "$RACELAB" baseline result.json --output known.json
run 0 "${check[@]}" --baseline known.json
out_has '1 finding is known'
echo 'int main(void) { return 0; }' >'b&nk, 1.c'
run 0 "${check[@]}"
cp "$SOURCE_DIR/tests/check/programs/bank.c" 'b&nk, 1.c'
echo 'assertion failed | main | 2999-12-31 | known since the beginning' >suppressions
run 0 "${check[@]}" --suppressions suppressions --sarif bank.sarif
jq -e '.runs[0].results[0].suppressions[0].justification ==
       "known since the beginning (until 2999-12-31)"' bank.sarif >out || fail "SARIF: suppressions"
echo '* | main | 2001-01-01 | long ago' >suppressions
run 1 "${check[@]}" --suppressions suppressions
err_has 'suppressions:1: this suppression ended on 2001-01-01'
for line in 'nonsense | main | 2999-12-31 | x' 'data race | main | tomorrow | x' \
    'data race | main | 2999-12-31 |' 'data race'; do
    echo "$line" >suppressions
    run 2 "${check[@]}" --suppressions suppressions
    one_line
    err_has 'suppressions:1'
done
run 2 "${check[@]}" --baseline result.json
one_line
run 2 "$RACELAB" baseline known.json
one_line

# Files that are none, in one line each.
head -c 300 result.json >cut.json
: >empty.json
head -c 500 "$RACELAB" >binary.json
jq '.version = 99' result.json >newer.json
refused() { # MESSAGE COMMAND...
    run 2 "${@:2}"
    one_line
    err_has "$1"
    [ ! -s out ] || fail "'${*:2}' prints something"
}
for file in cut.json empty.json binary.json; do
    refused "'$file' is damaged or cut short: line [0-9]+: " "$RACELAB" baseline "$file"
    refused "'$file' is damaged or cut short: line [0-9]+: " "${check[@]}" --baseline "$file"
done
refused "'newer.json' has a form that this version" "$RACELAB" baseline newer.json
refused "cannot read 'none.json': No such file or directory\$" "$RACELAB" baseline none.json
refused "cannot read '.': Is a directory" "$RACELAB" baseline .
refused "cannot read '.': Is a directory" "${check[@]}" --baseline .
refused "cannot read '.': Is a directory" "${check[@]}" --suppressions .
refused "cannot read '.': Is a directory" "$RACELAB" read-tsan .

# Places that cannot be written are known before the long work.
run 2 "${check[@]}" --sarif /nonexistent/x.sarif
one_line
[ ! -s out ] || fail "something ran before the file was refused"
"${check[@]}" >/dev/full 2>err
[ $? = 4 ] || fail "a full disk gives no exit code 4"
[ -s skipped ] && cat skipped && exit 77
exit 0
