#!/bin/bash
# replay --step, replay --gdb and play at a terminal, by key presses: 80x24, resized to
# 120x40, Ctrl-C, Ctrl-D. Whoever leaves leaves the terminal as it was.
. "$SOURCE_DIR/tests/cli/lib.bash"
command -v tmux >/dev/null || exit 77
export TERM=xterm LC_ALL=C.UTF-8
socket=$scratch/tmux # a new one for each terminal: a server takes a moment to end
trap 'tmux -S "$socket" kill-server 2>/dev/null; rm -rf "$scratch"' EXIT

t() {
    tmux -S "$socket" "$@"
}

# sees PATTERN: the screen shows it within half a minute (machines are busy).
sees() {
    local tries=0
    while [ $((tries += 1)) -le 150 ]; do
        t capture-pane -pJ >"$scratch/out"
        grep -qE -- "$1" "$scratch/out" && return 0
        sleep 0.2
    done
    fail "the screen does not show '$1'"
}

narrow() {
    awk -v most="$1" 'length > most {exit 1}' "$scratch/out" || fail "a line is wider than $1"
}

# begin ARGUMENTS: racelab in a new terminal of 80x24.
begin() {
    t kill-server 2>/dev/null
    socket+=x
    t -f /dev/null new-session -d -x 80 -y 24 "trap : INT; stty -g >'$scratch/before'; '$RACELAB' $*
        echo left with \$?; stty -g | cmp - '$scratch/before' && echo sane; sleep 100"
}

begin replay bank-withdraw/two_sections A3B7A4 --step
sees '^schedule \(nothing yet\)  \(step 0 of 14\)'
t send-keys Enter
sees '^schedule A1  \(step 1 of 14\)'
t send-keys n Enter
sees '^schedule A2  \(step 2 of 14\)'
t send-keys b Enter
sees 'waits to lock accounts->lock, held by A'
t send-keys e Enter
sees '^schedule A3B7A4$'
sees 'balance -100'
narrow 80 # -J joins what the terminal had to break
t send-keys Enter
sees 'the schedule ends here'
t resize-window -x 120 -y 40
t send-keys b Enter
sees '^schedule A3B7A3  \(step 13 of 14\)'
sees '^ +10 +two_sections.c:36  unlock accounts->lock$'
narrow 100
t send-keys s Enter
sees '^schedule \(nothing yet\)  \(step 0 of 14\)$'
t send-keys C-d
sees 'left with 0'
sees '^sane'

begin play counter/unsynchronized
sees 'what will the outcome be'
t send-keys 1 Enter
sees '^schedule \(nothing yet\)'
t send-keys A1B2 Enter
sees '^schedule A1B2$'
t send-keys b Enter
sees '^schedule A1B1$'
t send-keys B Enter
t send-keys A Enter
sees 'your prediction was right'
t send-keys q Enter
sees 'left with 1'
sees '^sane'

begin play counter/unsynchronized --threads 2
sees 'what will the outcome be'
t send-keys C-d
sees 'left with 0'
begin play counter/unsynchronized
sees 'what will the outcome be'
t send-keys Enter
sees '^schedule \(nothing yet\)'
t send-keys C-c
sees 'left with 130'
sees '^sane'

command -v gdb >/dev/null || exit 0
begin replay counter/unsynchronized A1B2A1 --gdb
sees '^step 1: A, read, value 0'
t send-keys continue Enter
sees '^step 2: B, read, value 0'
t send-keys into Enter
sees 'counter\+\+; /\* expect'
t send-keys C-c
sees '^\(gdb\) Quit'
t send-keys continue Enter
sees '^step 3: B, write, value 0'
t send-keys C-d
sees 'left with 0'
sees '^sane'
