# The workshop at a terminal, by key presses: 80x24 and 120x40, with and without
# colour, two watchers, a file that vanishes.
. "$SOURCE_DIR/tests/cli/lib.bash"
command -v tmux >/dev/null || exit 77
export XDG_CACHE_HOME=$scratch/cache HOME=$scratch TERM=xterm GIT_CEILING_DIRECTORIES=$scratch
socket=$scratch/tmux
trap 'tmux -S "$socket" kill-server 2>/dev/null; rm -rf "$scratch"' EXIT

t() {
    tmux -S "$socket" "$@"
}

# sees PATTERN: the screen shows it within a minute (machines are busy).
sees() {
    local tries=0
    while [ $((tries += 1)) -le 120 ]; do
        t capture-pane -p >"$scratch/out"
        grep -qE -- "$1" "$scratch/out" && return 0
        sleep 0.5
    done
    fail "the screen does not show '$1'"
}

narrow() {
    t capture-pane -p | awk -v most="$1" 'length > most {exit 1}' || fail "a line is too long"
}

run 0 "$RACELAB" workshop init races
cd races || exit 1
t -f /dev/null new-session -d -x 80 -y 24 "'$RACELAB' workshop --color never; echo left with \$?; sleep 100"
t select-window -t 0
while [ "$("$RACELAB" workshop list | sed -n 's/^> *\(\S*\).*/\1/p')" != bank-withdraw ]; do
    "$RACELAB" workshop check bank-withdraw >/dev/null # makes it the current one
    t send-keys q
    sees 'left with 0'
    t respawn-pane -k "'$RACELAB' workshop --color never; echo left with \$?; sleep 100"
done
sees '^bank-withdraw  wrong as two_sections'
sees 'How can the account end'
narrow 80
t capture-pane -e -p | grep -q $'\033\[3[0-9]m' && fail "colour in spite of --color never"
run 2 "$RACELAB" workshop --color never </dev/null
run 2 script -qec "'$RACELAB' workshop" /dev/null
out_has 'somebody watches'
t send-keys Space
t send-keys h
sees 'hint 1 of 4'
t send-keys h
sees 'hint 2 of 4'
t send-keys c
sees 'once this exercise is passed'
t send-keys l
sees '> +bank-withdraw +An account'
rm exercises/bank-withdraw.c
sees 'reset bank-withdraw'
t send-keys x
sees 'press x again'
t send-keys x
sees 'wrong as two_sections'
cp "$SOURCE_DIR/labs/bank-withdraw/atomic_balance.c" exercises/bank-withdraw.c
sees '^bank-withdraw  wrong as atomic_balance'
t send-keys e
sees 'press return'
t send-keys Enter
sees 'wrong as atomic_balance'
# As editors save: another file under a temporary name, renamed.
cp "$SOURCE_DIR/fixes/bank-withdraw/mutex.c" exercises/.new
mv exercises/.new exercises/bank-withdraw.c
sees '^bank-withdraw  proved'
sees '1 of [0-9]+ passed'
t send-keys c
sees '^mutex +[0-9.]+ ns'
t send-keys r
sees 'press return'
t send-keys Enter
t send-keys p
sees '^schedule \(nothing yet\)'
t send-keys A Enter
sees '^schedule A1'
t send-keys quit Enter
sees 'press return'
t send-keys Enter
t send-keys n
sees '^racelab workshop  [^b]'
t send-keys q
sees 'left with 0'

t kill-server
socket+=-wide # a new one: the server takes a moment to end, and would take whoever comes with it
t -f /dev/null new-session -d -x 120 -y 40 "'$RACELAB' workshop --color always; echo left with \$?; sleep 100"
sees '1 of [0-9]+ passed'
t capture-pane -e -p | grep -q $'\033\[3[0-9]m' || fail "no colour"
narrow 120
t resize-window -x 60 -y 20
sleep 1
narrow 60
t send-keys C-c
sees 'left with 0'
t kill-server
no_process "$RACELAB' workshop --color" # not the ones of another test run beside it
