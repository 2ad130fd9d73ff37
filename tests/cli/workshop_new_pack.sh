# A teacher's pack: new-pack makes one that passes check-pack as it is, and a
# workshop made of it works; check-pack says what is not translated.
. "$SOURCE_DIR/tests/cli/lib.bash"
export XDG_CACHE_HOME=$scratch/cache HOME=$scratch GIT_CEILING_DIRECTORIES=$scratch

run 0 "$RACELAB" workshop new-pack own
out_has 'a pack with one exercise'
run 0 "$RACELAB" workshop check-pack own
out_has '^yes  labs/high-score/look_first +wrong'
out_has '^yes  labs/high-score/lock_the_pen +wrong'
out_has '^yes  fixes/high-score/compare_exchange +proved'
out_has '^4 files, 0 that are not'
run 2 "$RACELAB" workshop new-pack own
one_line
err_has 'not an empty folder'
run 2 "$RACELAB" workshop new-pack
one_line

run 0 "$RACELAB" workshop init --pack own --language de races
grep -q 'Die beste Punktzahl' races/exercises/high-score.c || fail "not in German"
cd races || exit 1
run 0 "$RACELAB" workshop list
out_has '^> +high-score'
run 1 "$RACELAB" workshop check
out_has '^high-score  falsch wie look_first'
cp ../own/labs/high-score/lock_the_pen.c exercises/high-score.c
run 1 "$RACELAB" workshop check
out_has '^high-score  falsch wie lock_the_pen'
cp ../own/fixes/high-score/mutex.c exercises/high-score.c
run 0 "$RACELAB" workshop check
out_has '^high-score  bewiesen'
echo 'int main(void) { return 0; }' >>exercises/high-score.c
run 1 "$RACELAB" workshop check
out_has 'es hat ein eigenes main'
cd ..

# What is not translated, or not there any more.
sed -i '/^\[hint place\]/,/^$/d; s/^\[remedy mutex\]/[remedy lock]/' own/labs/high-score/workshop.de.txt
run 1 "$RACELAB" workshop check-pack own
out_has '^no   labs/high-score/workshop.de.txt: not translated: hint place, remedy mutex$'
mkdir -p own/labs/other own/fixes/other
cp own/labs/high-score/*.c own/labs/high-score/workshop.txt own/labs/other
cp own/fixes/high-score/*.c own/fixes/other
run 1 "$RACELAB" workshop check-pack own --only other
out_has '^no   labs/other/workshop.de.txt: not translated at all$'
run 2 "$RACELAB" workshop init --pack own/labs elsewhere
one_line
