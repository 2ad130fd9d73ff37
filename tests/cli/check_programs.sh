# Programs of the kind that people write: one command each, and what the card says.
# What real threads show may vary; what the explorer says may not.
# Runs alone: real threads, time limits.
. "$SOURCE_DIR/tests/cli/lib.bash"
export XDG_CACHE_HOME=$scratch/cache TMPDIR=$scratch

# program | headline | line of a witness | what the trace, or the notes, must hold
expectations='
bank.c           | assertion failed | explore +caught +assertion failed: balance >= 0, 1 preemption | bank.c:20  write balance 0 -> -100
cache.c          | leak             | explore +caught +leak of block of 4 bytes, 1 preemption | allocated at cache.c:[0-9]+, never freed
queue.c          | assertion failed | tsan \(gcc\) +caught +data race on count | queue.c:[0-9]+  read count 1
lazy_singleton.c | wrong outcome    | helgrind +caught +data race on instance | exits with 1, in other interleavings with 0
log_buffer.c     | .*               | tsan \(gcc\) +caught +data race on used | log_buffer.c:[0-9]+  read
counter.cpp      | .*               | tsan \(clang\) +caught +data race on words, counter.cpp:12 | counter.cpp
deadlock.c       | deadlock         | explore +caught +deadlock, 1 preemption | a cycle: B -> C -> B
lost_wakeup.c    | lost wakeup      | explore +caught +lost wakeup, 0 preemptions | B waits at
use_after_free.c | use after free   | explore +caught +use after free of request->number | use_after_free.c:[0-9]+  free request
split_atomic.c   | assertion failed | explore +caught +assertion failed: hits == 2, 1 preemption | ThreadSanitizer is silent: every access is atomic
'
count=0
while IFS='|' read -r file headline witness more; do
    read -r file <<<"$file"
    [ -n "$file" ] || continue
    read -r headline <<<"$headline"
    read -r witness <<<"$witness"
    read -r more <<<"$more"
    [ "$(wc -l <"$SOURCE_DIR/tests/check/programs/$file")" -lt 60 ] || fail "$file is long"
    cp "$SOURCE_DIR/tests/check/programs/$file" .
    patience=20 # a run under a tool takes long on a busy machine
    [ "$file" = lost_wakeup.c ] && patience=2
    run 1 "$RACELAB" check "$file" --timeout $patience
    out_has "^$file  caught: $headline "
    out_has "^  $witness"
    out_has "$more"
    out_has "^again       racelab "
    count=$((count + 1))
done <<<"$expectations"
[ $count = 10 ] || fail "$count programs were checked, not 10"
[ "$(find . -name 'racelab-*' | wc -l)" = 0 ] || fail "left behind: $(find . -name 'racelab-*')"
