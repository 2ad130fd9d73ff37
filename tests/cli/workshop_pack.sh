# The tool's own pack does what it says, and a pack that does not is told so.
. "$SOURCE_DIR/tests/cli/lib.bash"
export XDG_CACHE_HOME=$scratch/cache

run 0 "$RACELAB" workshop check-pack --only bank-withdraw
out_has '^yes  labs/bank-withdraw/two_sections +wrong'
out_has '^yes  fixes/bank-withdraw/mutex +proved'
out_has '^4 files, 0 that are not'

mkdir -p pack/labs/bank pack/fixes/bank
cp "$SOURCE_DIR"/labs/bank-withdraw/{two_sections.c,workshop.txt} pack/labs/bank
sed -i '/^\[wrong atomic_balance/,/^$/d; s/^beyond.*//; s/\[remedy atomic_cas\]/[remedy gone]/' pack/labs/bank/workshop.txt
sed 's/debit(&accounts/debit(\&accounts/' "$SOURCE_DIR"/labs/bank-withdraw/two_sections.c >pack/fixes/bank/mutex.c
run 1 "$RACELAB" workshop check-pack pack
out_has 'no such file .gone'
out_has '^no   fixes/bank/mutex .*a remedy must pass'

run 2 "$RACELAB" workshop check-pack --only bank-withdrew
one_line
err_has "did you mean 'bank-withdraw'"
run 2 "$RACELAB" workshop check-pack /nowhere
one_line
err_has 'is no pack'
echo 'int main(' >pack/fixes/bank/mutex.c
run 2 "$RACELAB" workshop check-pack pack
one_line
err_has "fixes/bank/mutex.c' of the pack cannot be judged: mutex.c:1:[0-9]+: error"
(
    exec "$RACELAB" workshop check-pack --only counter >interrupted 2>&1
) &
sleep 1
kill -INT $!
wait $!
[ $? = 3 ] || fail "an interrupt is not told by its code"
grep -q 'interrupted, [0-9]* files were judged' interrupted || fail "nor in words"
printf '\033[31m%0200d\n' 1 >pack/labs/bank/workshop.txt
run 2 "$RACELAB" workshop check-pack pack
one_line
! grep -q $'\033' err || fail "what stands in the file reaches the terminal"
echo 'place: nine' >pack/labs/bank/workshop.txt
run 2 "$RACELAB" workshop check-pack pack
one_line
err_has 'workshop.txt:1: not a number'
run 2 "$RACELAB" workshop chekc
one_line
run 0 "$RACELAB" workshop --help
out_has 'check-pack'
