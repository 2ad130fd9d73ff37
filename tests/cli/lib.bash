# For every behaviour test: a scratch folder, and assertions that say what they saw.
#   RACELAB     the built tool          FIXTURES    folder of the fixture labs
#   SOURCE_DIR  the source tree         BIN_DIR     folder of the labs' binaries
set -u
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
export LC_ALL=C.UTF-8 NO_COLOR=
unset COLUMNS NO_COLOR
BIN_DIR=$(dirname "$RACELAB")

fail() {
    echo "FAILED: $*"
    echo "--- stdout"
    head -n 40 "$scratch/out" 2>/dev/null
    echo "--- stderr"
    head -n 40 "$scratch/err" 2>/dev/null
    exit 1
}

# run CODE COMMAND...: runs it into out and err, and checks its exit code.
run() {
    local wanted=$1
    shift
    "$@" >"$scratch/out" 2>"$scratch/err"
    local code=$?
    [ "$code" = "$wanted" ] || fail "'$*' gave exit code $code, not $wanted"
}

# one_line: standard error holds exactly one line.
one_line() {
    [ "$(wc -l <"$scratch/err")" = 1 ] || fail "not one line on standard error"
}

out_has() {
    grep -qE -- "$1" "$scratch/out" || fail "no '$1' on standard output"
}

err_has() {
    grep -qE -- "$1" "$scratch/err" || fail "no '$1' on standard error"
}

out_lacks() {
    ! grep -qE -- "$1" "$scratch/out" || fail "'$1' on standard output"
}

# json FILTER: the value that the jq-like path of python would give; needs python3 or jq.
json() {
    jq -e "$1" "$scratch/out" >/dev/null || fail "the document does not hold: $1"
}

# no_process PATTERN: nothing of that command line is left after a moment.
no_process() {
    local i
    for i in $(seq 50); do
        pgrep -f -- "$1" >/dev/null || return 0
        sleep 0.1
    done
    fail "left running: $(pgrep -af -- "$1")"
}

# Skips the test where grading has no sandbox, as in a chroot or a plain container.
needs_sandbox() {
    bwrap --unshare-all --ro-bind / / true 2>"$scratch/err" && return
    echo "skipped: bubblewrap makes no sandbox here: $(cat "$scratch/err")"
    exit 77
}
