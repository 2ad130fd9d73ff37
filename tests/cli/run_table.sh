# The table of run: the racy counter is caught, the mutex never; its widths; the
# document; the picture. Two threads that collide are a matter of chance on a
# busy machine, so the first part may try again.
# Runs alone: real threads, time limits.
. "$SOURCE_DIR/tests/cli/lib.bash"

for _ in 1 2 3 4 5; do
    "$RACELAB" run counter/unsynchronized --threads 2,64 --seconds 2 >out 2>err
    code=$?
    [ "$code" = 1 ] && break
done
[ "$code" = 1 ] || fail "the racy counter was never seen wrong, exit code $code"
out_has '^unsynchronized +2 '
out_has '^ +64 '
out_has '%'

"$RACELAB" run counter/mutex --threads 1 --trials 50 >out 2>err || fail "one thread cannot be wrong"
out_has '^mutex +1 +50  not seen <5'
[ ! -s err ] || fail "something on standard error in a pipe"

"$RACELAB" run counter/mutex --threads 2,8 --trials 300 --json >out 2>err
case $? in 0 | 3) ;; *) fail "a remedy was seen wrong" ;; esac
json '.document == "racelab run" and .version == 1 and .lab == "counter" and .partial == false'
json '.machine.cores >= 1'
json '.variants | length == 1'
json '.variants[0] | .name == "mutex" and .expected == "fixed" and (.runs | length == 2)'
json '.variants[0].runs[0] | .threads == 2 and .increments == 1000 and .trials == 300 and .wrong == 0
      and .hung == 0 and .crashed == 0 and .lost == {min: 0, median: 0, max: 0}
      and .ns_per_increment > 0 and .interval.low == 0 and .interval.high < 0.02'
json '.variants[0].verdict | . == "clean" or . == "inconclusive"'

# No row is wider than the terminal, from 60 columns on.
for width in 60 70 80 92 100 120 200; do
    COLUMNS=$width "$RACELAB" run counter/unsynchronized --threads 2,64 --trials 200 >out 2>err
    awk -v width=$width 'NR > 1 && NR < 5 && length($0) > width { exit 1 }' out ||
        fail "a row is wider than $width columns"
done
COLUMNS=120 "$RACELAB" run counter/mutex --threads 1 --trials 5 --color always >out
grep -q $'\033\[' out || fail "no colour although it was asked for"
NO_COLOR=1 "$RACELAB" run counter/mutex --threads 1 --trials 5 >out
! grep -q $'\033' out || fail "colour in a pipe"

for ending in svg png; do
    "$RACELAB" run counter --threads 1,2 --trials 20 --plot "picture.$ending" >out 2>err
    [ $? -le 3 ] || fail "a wrong exit code with --plot picture.$ending"
    [ -s "picture.$ending" ] || fail "no picture.$ending"
done
head -c 8 picture.png | od -An -tx1 | grep -q '89 50 4e 47' || fail "picture.png is no PNG"
grep -q '</svg>' picture.svg || fail "picture.svg is not whole"
[ "$(ls -A)" = "$(printf 'err\nout\npicture.png\npicture.svg')" ] || fail "left behind: $(ls -A)"
