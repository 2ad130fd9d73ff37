# Grading what hostile people hand in: each is told apart, nothing is harmed,
# nothing is left running, and the documents say the same.
. "$SOURCE_DIR/tests/cli/lib.bash"
export XDG_CACHE_HOME=$scratch/cache HOME=$scratch
needs_sandbox
lab=$SOURCE_DIR/labs/bank-withdraw/two_sections.c
mkdir -p pack/labs pack/fixes
cp -r "$SOURCE_DIR/labs/bank-withdraw" pack/labs
cp -r "$SOURCE_DIR/fixes/bank-withdraw" pack/fixes
sed -i 's/^prove:.*/&\nbudget: 3/' pack/labs/bank-withdraw/workshop.txt # what never ends, ends sooner

# hands_in NAME CALL [HEADER]: the program with a call in its actor.
hands_in() {
    mkdir -p "in/$1"
    { [ -z "${3:-}" ] || echo "#include <$3>"; sed "s|            debit(&accounts\[i\]);|            $2;|" "$lab"; } >"in/$1/bank-withdraw.c"
}
hands_in forks-for-ever 'for (;;) fork()' unistd.h
hands_in fills-the-disk 'for (FILE *f = fopen("/tmp/racelab-full", "w");;) fputs("all of it", f)'
hands_in opens-a-socket 'socket(2, 1, 0)' sys/socket.h
hands_in ignores-signals 'for (int s = 1; s < 65; s++) signal(s, SIG_IGN); for (;;) {}' signal.h
hands_in never-ends 'for (;;) {}'
mkdir -p in/{reads-another,ten-megabytes,not-c,bomb,silent-bomb,big-array,huge-array,full-array,mutex/exercises,link,nothing}
{ echo '#include "/submissions/mutex/bank-withdraw.c"'; cat "$lab"; } >in/reads-another/bank-withdraw.c
yes '/* ten megabytes */' | head -c 10000000 >in/ten-megabytes/bank-withdraw.c
head -c 3000 /dev/urandom >in/not-c/bank-withdraw.c
{
    echo '#define a0 +1+1+1+1+1+1+1+1'
    for i in $(seq 1 12); do echo "#define a$i a$((i - 1)) a$((i - 1)) a$((i - 1)) a$((i - 1)) a$((i - 1)) a$((i - 1)) a$((i - 1)) a$((i - 1))"; done
    echo 'static long x = a12;'
} >in/bomb/bank-withdraw.c
sed 's/^static long x.*/#if a12\n#endif/' in/bomb/bank-withdraw.c >in/silent-bomb/bank-withdraw.c
# adds NAME ARRAY: the program with an array of some size.
adds() {
    { cat "$lab"; echo "$2; long use(long i); long use(long i) { return big[i]; }"; } >"in/$1/bank-withdraw.c"
}
adds big-array 'long big[1L << 33]'
adds huge-array 'long big[1L << 60]'
adds full-array 'long big[1L << 24] = {1}'
cp "$SOURCE_DIR/fixes/bank-withdraw/mutex.c" in/mutex/exercises/bank-withdraw.c
ln -s "$scratch/in/mutex/exercises/bank-withdraw.c" in/link/bank-withdraw.c

run 1 "$RACELAB" grade --pack pack --csv grades.csv --json in/*
graded() {
    json "[.submissions[] | select(.submission == \"$1\") | .grades[0]][0] | $2"
}
graded forks-for-ever '.verdict == "refused" and (.reason | test("fork"))'
graded fills-the-disk '.verdict == "refused" and (.reason | test("fopen"))'
graded opens-a-socket '.verdict == "refused" and (.reason | test("socket"))'
graded ignores-signals '.verdict == "refused" and (.reason | test("signal"))'
graded never-ends '.verdict == "undecided" or .verdict == "wrong"'
graded reads-another '.passed == false and (.verdict == "broken" or .verdict == "refused")'
graded ten-megabytes '.verdict == "refused" and (.reason | test("long"))'
graded not-c '.passed == false and (.verdict == "broken" or .verdict == "refused")'
too_much='.verdict == "broken" and .reason == "it asks too much of the compiler: more than 5 seconds of its time, 2 GiB of memory, or 64 MiB to write"'
graded bomb "$too_much"
graded silent-bomb "$too_much"
graded big-array '.verdict == "refused" and (.reason | test("take 65536 MiB"))'
graded huge-array '.verdict == "broken" and (.reason | test("^bank-withdraw.c:[0-9:]+ error: array is too large")) and (.reason | test("/tmp|racelab") | not)'
graded full-array "$too_much"
graded mutex '.verdict == "proved" and .passed'
graded link '.verdict == "missing"'
graded nothing '.verdict == "missing"'
[ ! -e /tmp/racelab-full ] || fail "a submission wrote a file"
grep -q '^"mutex","bank-withdraw","proved","yes"' grades.csv || fail "not in the table"
[ "$(wc -l <grades.csv)" = 17 ] || fail "not a line for each"
# Whoever has this test's home; other tests grade at the same time.
left=$(env -i grep -lszx "HOME=$scratch" /proc/[0-9]*/environ)
[ -z "$left" ] || fail "left running: $left"

run 0 "$RACELAB" grade --gradescope results.json in/mutex
jq -e '.score == 1 and .tests[0].status == "passed"' results.json >/dev/null || fail "results.json"
run 1 "$RACELAB" grade --exercise bank-withdraw "$lab"
out_has 'wrong +as two_sections'
run 2 "$RACELAB" grade "$lab"
one_line
err_has 'say with --exercise'
run 2 "$RACELAB" grade /nowhere
one_line
run 2 "$RACELAB" grade --exercise nothing in/mutex
one_line
run 2 "$RACELAB" grade in/nothing
one_line
run 2 "$RACELAB" grade --gradescope results.json in/mutex in/link
one_line
