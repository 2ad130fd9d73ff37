# A workshop in German: verdicts, witnesses, lists, hints, keys, traces and what stands round them,
# and who plays.
. "$SOURCE_DIR/tests/cli/lib.bash"
command -v tmux >/dev/null || exit 77
export XDG_CACHE_HOME=$scratch/cache HOME=$scratch TERM=xterm LC_ALL=C.UTF-8 GIT_CEILING_DIRECTORIES=$scratch
socket=$scratch/tmux
trap 'tmux -S "$socket" kill-server 2>/dev/null; rm -rf "$scratch"' EXIT
english='proved|wrong|caught|refused|broken|passed|begun|hint [0-9]|interleavings|threads x|trials|tsan +silent|why:| as [a-z]|belongs|found|press|next|quit'

# german [all]: nothing before the trace is English, or nothing at all
german() {
    if [ $# = 1 ]; then cat "$scratch/out"; else sed '/^$/,$d' "$scratch/out"; fi >"$scratch/before"
    [ -s "$scratch/before" ] || fail "nothing was said"
    ! grep -nwE "$english" "$scratch/before" || fail "English in a German workshop"
}

run 0 "$RACELAB" workshop init --language de races
cd races || exit 1
run 1 "$RACELAB" workshop check bank-withdraw
out_has '^bank-withdraw  falsch wie two_sections'
out_has '^- explore +2 Threads x 1: ertappt, [0-9]+ Verschränkungen'
out_has '^[+] tsan +schweigt'
out_has '^warum: .* in Schritt [0-9]'
out_has '^verletzte Unteilbarkeit|^verlorene Änderung|^falsches Ergebnis'
out_has '^ +[0-9]+  line:[0-9]+  Sperren '
out_has 'Lesen 200 .* veraltet bei [0-9]+'
german
! grep -wE 'read|write|lock|unlock|stale' "$scratch/out" || fail "English in a German trace"
printf '%s\n' A ! A B B q >../played
run 1 "$RACELAB" play --language de "$SOURCE_DIR/labs/counter/unsynchronized.c" <../played
out_has 'A +als Nächstes: Schreiben counter'
out_has '^A, B, ...: der Thread tut einen Schritt'
out_has 'das Ende: 2, erwartet 2'
run 0 "$RACELAB" workshop hint bank-withdraw
out_has 'Hinweis 1 von 4'
german all
sed -i 's/\.check = check,//' exercises/bank-withdraw.c
run 1 "$RACELAB" workshop check bank-withdraw
out_has '^bank-withdraw  abgelehnt'
german
echo 'int' >>exercises/bank-withdraw.c
run 1 "$RACELAB" workshop check bank-withdraw
out_has '^bank-withdraw  defekt'
cp "$SOURCE_DIR/fixes/bank-withdraw/mutex.c" exercises/bank-withdraw.c
run 0 "$RACELAB" workshop check bank-withdraw
out_has '^bank-withdraw  bewiesen'
out_has '^[+] stress +[0-9,]+ Versuche, keiner falsch'
german
run 0 "$RACELAB" workshop list
out_has '^>? +fertig +bank-withdraw'
german all

tmux -S "$socket" -f /dev/null new-session -d -x 80 -y 24 "'$RACELAB' workshop --color never; sleep 100"
for _ in $(seq 120); do
    tmux -S "$socket" capture-pane -p >"$scratch/out"
    grep -q '1 von' "$scratch/out" && grep -q '^nächste' "$scratch/out" && break # the foot is drawn last
    sleep 0.5
done
out_has '^nächste hinweis liste r:lauf explorer p:spiel alle x:neu c:vgl. q:ende'
out_has '1 von [0-9]+ fertig'
german all
tmux -S "$socket" send-keys q
