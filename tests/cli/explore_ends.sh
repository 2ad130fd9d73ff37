#!/bin/bash
# Interleavings that end in a finding have rows of their own: rows add up to the total,
# and are those of the depth-first twin, which takes every interleaving.
. "$SOURCE_DIR/tests/cli/lib.bash"
programs=$SOURCE_DIR/tests/explore/programs

# rows ARGUMENTS: the total, then what each row counts and its name.
rows() {
    "$RACELAB" explore "$@" --color never | sed -n '/^outcomes/,/^searched/p' | sed 's/,//g' |
        awk '/^outcomes/ {print "total", $2}
             / interleavings? / && !/^outcomes/ {
                 match($0, /[0-9]+ interleaving/)
                 name = substr($0, 1, RSTART - 1); gsub(/ +/, " ", name); sub(/^ /, "", name)
                 print substr($0, RSTART, RLENGTH - 13), name}'
}

# check KIND ARGUMENTS: the same rows by both, KIND among them, and their sum is the total.
check() {
    local kind=$1
    shift
    rows "$@" --strategy states >states
    rows "$@" --strategy dfs --seconds 60 >dfs
    cmp -s states dfs || fail "$*: states counts $(cat states), dfs $(cat dfs)"
    grep -q "^[0-9]* $kind" states || fail "$*: no row for $kind: $(cat states)"
    awk '/^total/ {total = $2; next} {sum += $1} END {exit sum != total || sum < 2}' states ||
        fail "$*: the rows are not the total: $(cat states)"
}

check deadlock deadlock-abba/two_orders
check deadlock philosophers/left_first --threads 4
check 'lost wakeup' lost-wakeup/no_predicate
check 'endless run' deadlock-abba/try_and_keep
check 'use after free' free-while-used/null_after_free
check 'assertion failed' "$programs/two_bugs.c"
check leak "$programs/pointers.c"
check crash "$programs/crash.c"
