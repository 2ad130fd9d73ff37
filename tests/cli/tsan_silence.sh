#!/usr/bin/env bash
# docs/tsan-silence.md in small: one barrier for both ends of a trial hides the
# race from ThreadSanitizer, two barriers do not. Real threads are sampled, so
# each claim has a few tries.
# Runs alone: real threads, time limits.
set -u
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

fixed=(setarch -R) # where it is permitted, as in few containers
"${fixed[@]}" true 2>/dev/null || fixed=()

reports() { # PROGRAM ARGUMENT... : whether TSan reported a race
    TSAN_OPTIONS="exitcode=66" timeout -s KILL 60 ${fixed[@]+"${fixed[@]}"} "$@" >/dev/null 2>&1
    [ $? -eq 66 ]
}

tested=0
for compiler in clang gcc; do
    program=$scratch/barrier-$compiler
    command -v $compiler >/dev/null || continue
    $compiler -fsanitize=thread -O0 -g -pthread -o "$program" \
        "$SOURCE_DIR/docs/examples/silent_barrier.c" 2>/dev/null || continue
    tested=$((tested + 1))
    silent=0 told=0
    for _ in 1 2 3 4 5; do
        reports "$program" same 2 || silent=$((silent + 1))
        reports "$program" two 2 && told=$((told + 1))
    done
    [ $silent -ge 1 ] || { echo "$compiler: one barrier never hid the race"; exit 1; }
    [ $told -ge 1 ] || { echo "$compiler: two barriers always hid the race"; exit 1; }
done
[ $tested -gt 0 ] || { echo "no compiler with ThreadSanitizer"; exit 77; }
