# racelab check: the card, the exit codes, the warm cache, bad input.
# Runs alone: real threads, time limits.
. "$SOURCE_DIR/tests/cli/lib.bash"
export XDG_CACHE_HOME=$scratch/cache TMPDIR=$scratch
cp "$SOURCE_DIR/tests/check/programs/bank.c" .

run 1 "$RACELAB" check bank.c
out_has '^bank.c  caught: assertion failed'
out_has '^  stress '
out_has '^  explore +caught +assertion failed: balance >= 0, 1 preemption'
out_has '^again       racelab replay bank.c B3C7B4'
run 1 "$RACELAB" check counter/split_atomic
out_has '^  tsan \(clang\) +clean +nothing in 5 runs'
out_has 'ThreadSanitizer is silent: every access is atomic; the update is lost between them'
run 0 "$RACELAB" check counter/mutex
out_has '^counter/mutex  proved'

# The program's input, arguments and folder.
cat >echo.c <<'END'
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
int main(int argc, char **argv)
{
    char line[80] = "";
    FILE *mine = fopen("mine", "a");
    if (mine)
        fclose(mine);
    if (!fgets(line, sizeof line, stdin) || argc != 3 || strcmp(argv[1], "two words") != 0 || !mine)
        abort();
    return atoi(line) + atoi(argv[2]) + MORE;
}
END
echo 20 >input
run 0 "$RACELAB" check echo.c --witness stress,tsan,helgrind --args "'two words' 3" --stdin input -- \
    -DMORE=1
out_has 'every one exited with 24'
[ ! -e mine ] || fail "the program wrote into the current folder"
run 0 "$RACELAB" check echo.c --witness stress --args "'two words' 3" --stdin input --here -- -DMORE=1
[ -e mine ] || fail "--here does not run the program here"

# Wrong use and wrong input.
run 2 "$RACELAB" check
one_line
mkdir folder
run 2 "$RACELAB" check folder
one_line
err_has "'folder' is a folder: name its C files"
: >empty.c
run 2 "$RACELAB" check empty.c
one_line
err_has "is empty"
cp "$RACELAB" binary
run 2 "$RACELAB" check binary
one_line
err_has "was not linked by .racelab cc."
run 2 "$RACELAB" check nosuch.c
one_line
echo 'int main(void) { return x; }' >wrong.c
run 2 "$RACELAB" check wrong.c
err_has "wrong.c:1:.*undeclared"
err_has "it does not compile"
echo 'int gone(void); int main(void) { return gone(); }' >unlinked.c
run 2 "$RACELAB" check unlinked.c
err_has "undefined reference to .gone"
err_has "^racelab check: it does not link: 'gone' is used, and nothing here defines it; .*'-- -lNAME'$"
echo 'int nothing;' >nothing.c
run 2 "$RACELAB" check nothing.c
one_line
err_has "'nothing.c' has no main\(\) and describes no lab"
for witness in stress explore stress,tsan-clang,tsan-gcc,explore,helgrind; do
    run 2 "$RACELAB" check bank.c --witness $witness -- -lno_such_library
    err_has "^racelab check: it does not link: the library 'no_such_library' is not found; .*-LFOLDER"
done
run 2 "$RACELAB" explore bank.c -- -lno_such_library
err_has "^racelab explore: it does not link: the library 'no_such_library' is not found; "
echo 'int deposit(void); int deposit(void) { return 1; }' >twice.c
cp twice.c again.c
run 2 "$RACELAB" check bank.c twice.c again.c
err_has "it does not link: 'deposit' is defined more than once; "
echo garbage >garbage.o
run 2 "$RACELAB" check bank.c garbage.o
err_has "it does not link: 'garbage.o' is no object and no library of this machine"
run 2 "$RACELAB" check bank.c -- -c
one_line
run 2 "$RACELAB" check bank.c --witness nobody
one_line
run 2 "$RACELAB" check bank.c --args "'open"
one_line
run 2 "$RACELAB" check bank.c --stdin nosuch
one_line

# An exit status that depends on the interleaving.
cp "$SOURCE_DIR/tests/explore/programs/exit_status.c" .
run 1 "$RACELAB" check exit_status.c --witness explore
out_has '^  explore +caught +wrong outcome of balance, 1 preemption'
out_has '^again       racelab replay exit_status.c B3C7B4'
