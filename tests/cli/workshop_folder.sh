# A workshop's folder as somebody without a terminal uses it, and bad input.
. "$SOURCE_DIR/tests/cli/lib.bash"
export XDG_CACHE_HOME=$scratch/cache GIT_CEILING_DIRECTORIES=$scratch HOME=$scratch
fixes=$SOURCE_DIR/fixes/bank-withdraw labs=$SOURCE_DIR/labs/bank-withdraw

run 0 "$RACELAB" workshop init races
out_has 'racelab workshop$'
[ -d races/.git ] || fail "no repository"
! grep -rqF "$SOURCE_DIR" races || fail "the folder names the source tree"
! grep -qE '/\* expect:|\.(cwe|bug|expect) =' races/exercises/bank-withdraw.c || fail "the answer is in the file"
run 2 "$RACELAB" workshop init races
one_line
err_has 'not an empty folder'
run 2 "$RACELAB" workshop list
one_line
err_has "is not a workshop; 'racelab workshop init DIR' makes one"

cd races || exit 1
run 0 make -s build/bank-withdraw
run 1 "$RACELAB" workshop check bank-withdraw
out_has '^bank-withdraw  wrong as two_sections'
out_has '^- explore  2 threads x 1: caught'
out_has 'why: '
cp "$labs/atomic_balance.c" exercises/bank-withdraw.c
run 1 "$RACELAB" workshop check
out_has '^bank-withdraw  wrong as atomic_balance'
out_has 'by +itself'
cp "$fixes/mutex.c" exercises/bank-withdraw.c
(cd exercises && run 0 "$RACELAB" workshop check bank-withdraw)
out_has '^bank-withdraw  proved'
out_has '^\+ tsan +silent'
run 0 "$RACELAB" workshop list
out_has ' passed +bank-withdraw '
grep -qx 'passed bank-withdraw' .racelab/progress || fail "not kept"
run 0 "$RACELAB" workshop list --json
json '.exercises[] | select(.name == "bank-withdraw") | .state == "passed"'
run 0 "$RACELAB" workshop hint bank-withdraw
out_has 'hint 1 of 4'
run 0 "$RACELAB" workshop hint bank-withdraw
out_has 'hint 2 of 4'
run 2 "$RACELAB" workshop check bank-withdrew
one_line
err_has "did you mean 'bank-withdraw'"

# Progress: damaged, of a newer version, names that nobody knows any more.
echo 'passed some-other-lab' >>.racelab/progress
run 0 "$RACELAB" workshop hint bank-withdraw
grep -qx 'passed some-other-lab' .racelab/progress || fail "a name was dropped"
printf 'racelab-progress 1\npassed ban' >.racelab/progress
run 0 "$RACELAB" workshop list
err_has 'damaged; it is kept as .*progress.damaged. and rebuilt'
err_has '1 of [0-9]+ exercises pass'
out_has ' passed +bank-withdraw '
grep -q 'passed ban$' .racelab/progress.damaged || fail "not kept aside"
echo 'racelab-progress 2' >.racelab/progress
run 2 "$RACELAB" workshop list
one_line
err_has 'newer version'
rm .racelab/progress

# An exercise that is gone, one that does not compile, one that is no text.
rm exercises/bank-withdraw.c
run 1 "$RACELAB" workshop check bank-withdraw
out_has 'No such file or directory.*reset'
run 0 "$RACELAB" workshop list
out_has ' gone +bank-withdraw'
run 0 "$RACELAB" workshop reset bank-withdraw
echo 'not C' >>exercises/bank-withdraw.c
run 1 "$RACELAB" workshop check bank-withdraw
out_has '^bank-withdraw  broken'
out_has '^bank-withdraw.c:[0-9]+:'
echo 'not C' >exercises/bank-withdraw.c
run 1 "$RACELAB" workshop check bank-withdraw
out_has '^bank-withdraw  refused'
out_has 'lab\.h'
head -c 1000 /dev/zero >exercises/bank-withdraw.c
run 1 "$RACELAB" workshop check bank-withdraw
out_has 'refused'
out_has 'not a text'

echo 'racelab-workshop 2' >.racelab/workshop
run 2 "$RACELAB" workshop list
one_line
err_has 'version 2, and this racelab knows version 1'
echo 'rubbish' >.racelab/workshop
run 2 "$RACELAB" workshop list
one_line
cd ..
run 0 "$RACELAB" workshop init --language de rennen
grep -q 'Ein Konto wird überzogen' rennen/exercises/bank-withdraw.c || fail "not in German"

# A folder that may be read and not written. (For root everything may be written.)
if [ "$(id -u)" = 0 ]; then
    as_other=(setpriv --reuid 65534 --regid 65534 --clear-groups)
    chmod 755 "$scratch"
else
    as_other=()
    chmod -R a-w rennen
fi
if "${as_other[@]}" test -x "$RACELAB" -a -r rennen/.racelab/workshop; then
    cd rennen || exit 1
    run 0 "${as_other[@]}" "$RACELAB" workshop list
    run 4 "${as_other[@]}" "$RACELAB" workshop hint bank-withdraw
    one_line
    err_has 'cannot keep the progress in .*Permission denied'
    run 4 "${as_other[@]}" "$RACELAB" workshop reset bank-withdraw
    one_line
    err_has 'cannot write .*bank-withdraw.c.*Permission denied'
    cd ..
fi
chmod -R u+w rennen
