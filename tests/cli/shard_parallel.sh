#!/bin/bash
# Shards started by GNU parallel: numbered by it, and joined to what one machine says.
source "$SOURCE_DIR/tests/cli/lib.bash"
command -v parallel >/dev/null || {
    echo "skipped: GNU parallel is not installed (Debian: parallel)"
    exit 77
}
export RACELAB RACELAB_SHARD_COUNT=8 HOME=$scratch
mkdir -p .parallel && : >.parallel/will-cite
unset "${!SLURM_@}" "${!CI_NODE_@}" JOB_COMPLETION_INDEX PARALLEL_SEQ
cp "$SOURCE_DIR/labs/philosophers/left_first.c" .

run 1 "$RACELAB" explore left_first.c --threads 4 --strategy bounded
grep -v '^searched' out >whole
# All of them find something: parallel's exit code is the number of jobs that failed.
seq 8 | run 8 parallel -j 2 \
    "$RACELAB explore left_first.c --threads 4 --strategy bounded --shard auto --json >s{}.json"
run 1 "$RACELAB" merge s*.json
grep -v '^searched' out | diff whole - >difference || fail "not the same: $(cat difference)"

# The same with parallel's own word for the number.
unset RACELAB_SHARD_COUNT
rm s*.json
run 3 parallel -j 2 \
    "$RACELAB explore left_first.c --threads 4 --strategy bounded --shard {#}/3 --json >s{}.json" ::: a b c
run 1 "$RACELAB" merge s*.json
grep -v '^searched' out | diff whole - >difference || fail "not the same: $(cat difference)"
