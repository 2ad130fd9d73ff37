#!/bin/bash
# explore --shard and merge: the parts of a search make the whole, and nothing else passes for it.
source "$SOURCE_DIR/tests/cli/lib.bash"

# Files: nobody has to ask all labs what they are. Their names are those of the tests.
for file in labs/counter/unsynchronized labs/philosophers/left_first labs/bounded-buffer/if \
    labs/lost-wakeup/no_predicate fixes/bounded-buffer/broadcast fixes/counter/mutex fixes/counter/atomic \
    fixes/counter/pool_map_sum; do
    cp "$SOURCE_DIR/$file.c" "$(basename "$file").c"
done

# What the machine or the clock decides is no part of an answer.
plain='.variants | map(del(.seconds, .peak_kib, .restarts, .bytes_per_state, .shard, .shards))'

# shards COUNT OPTIONS...: s1.json, s2.json, ...
shards() {
    local count=$1 i
    shift
    rm -f s*.json
    for ((i = 1; i <= count; i++)); do
        "$RACELAB" explore "$@" --shard "$i/$count" --json >"s$i.json"
    done
}

# same OPTIONS...: 2, 3 and 8 shards say together what one machine says, execution for execution.
same() {
    local count code
    "$RACELAB" explore "$@" --json >whole.json
    code=$?
    jq "$plain" whole.json >whole
    for count in 2 3 8; do
        shards "$count" "$@"
        run "$code" "$RACELAB" merge s*.json --json
        jq "$plain" out >merged
        diff whole merged >difference || fail "$count shards of '$*': $(head -n 20 difference)"
    done
}

same unsynchronized.c --increments 3 --strategy dfs
[ "$(jq '.variants[0].executions' whole.json)" = 924 ] || fail "not 924 executions"
same mutex.c --threads 4 --strategy dfs
[ "$(jq -r '.variants[0].verdict' whole.json)" = proved ] || fail "not proved"
same left_first.c --strategy dfs

# Optimal reduction: the same traces, but what is run of each may be another of its interleavings, and
# steps are taken again where sleep sets end an execution in vain.
exact=$plain
plain+=' | map(del(.transitions, .outcomes[].schedule) | .findings |= (map({kind, object, title, preemptions, steps}) | sort))'
same unsynchronized.c --increments 3 --strategy dpor
[ "$(jq '.variants[0].executions' whole.json)" = 328 ] || fail "not 328 executions"
same mutex.c --threads 5 --strategy dpor
[ "$(jq '.variants[0].executions' whole.json)" = 120 ] || fail "not 120 executions"
same left_first.c --strategy dpor
same if.c --strategy dpor
same pool_map_sum.c --strategy dpor
[ "$(jq '.variants[0].executions' whole.json)" = 3872 ] || fail "not 3872 executions"
plain=$exact
same left_first.c --strategy bounded --threads 3
same if.c --strategy bounded
same broadcast.c --strategy bounded
same no_predicate.c --strategy bounded --keep-going
# Walks are shortened by trying; each shard has its own to begin with, and may end with another as short.
plain+=' | map(del(.outcomes[].schedule) | .findings |= (map({kind, object, title, preemptions, steps}) | sort))'
same unsynchronized.c --threads 4 --strategy random --keep-going --executions 300
[ "$(jq '.variants[0].findings | length' whole.json)" -gt 1 ] || fail "random finds little"
same if.c --strategy pct --keep-going --executions 300
plain=$exact

# A program of one's own: an exit status is wrong only beside what other shards saw.
cat >last.c <<'END'
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
static atomic_int last, turns;
static void *set(void *who)
{
    char *mark = malloc(1);
    last = (int)(long)who;
    turns++;
    free(mark);
    return NULL;
}
int main(void)
{
    pthread_t threads[3];
    for (long i = 0; i < 3; i++)
        pthread_create(&threads[i], NULL, set, (void *)i);
    for (int i = 0; i < 3; i++)
        pthread_join(threads[i], NULL);
    printf("last %d\n", last);
    return last == 2;
}
END
same last.c --strategy dfs
jq -e '.variants[0].findings[0].title == "exits with 1, in other interleavings with 0"' whole.json >/dev/null ||
    fail "the status is no finding"

# The same in words, and a trace that replays without the shards.
shards 3 unsynchronized.c --strategy dfs
"$RACELAB" explore unsynchronized.c --strategy dfs | grep -v '^searched' >whole
run 1 "$RACELAB" merge s*.json --trace trace.json
grep -v '^searched' out | diff whole - >difference || fail "in words: $(cat difference)"
out_has '^searched .* 6 executions, all there are, .* 3 shards'
run 1 "$RACELAB" replay trace.json
out_has 'LOST UPDATE counter: ends at 1, expected 2'

# A shard alone proves nothing.
run 0 "$RACELAB" explore mutex.c --strategy dfs --shard 2/3
out_has 'mutex.c  clean .* shard 2 of 3'
out_has 'all of this shard'
out_lacks 'proved|never|all there are'

# One that was killed is missing, and what it left behind is no document.
shards 8 mutex.c --threads 5 --strategy dfs
"$RACELAB" explore mutex.c --threads 12 --strategy dfs --shard 3/8 --json >s3.json &
sleep 0.3
{
    kill -9 $!
    wait $!
} 2>/dev/null
run 2 "$RACELAB" merge s*.json
err_has "'s3.json' is damaged or cut short: line [0-9]+: "
one_line
rm s3.json
run 2 "$RACELAB" merge s*.json
err_has "shard 3 of 8 of 'mutex.c' is missing"
one_line
rm s4.json s7.json
run 2 "$RACELAB" merge s*.json
err_has "shards 3 to 4, 7 of 8 of 'mutex.c' are missing"
[ -s out ] && fail "a verdict on an incomplete set"

# What does not belong together.
shards 2 mutex.c --strategy dfs
refused() {
    run 2 "$RACELAB" merge "${@:2}"
    err_has "$1"
    one_line
    [ -s out ] && fail "a verdict"
}
"$RACELAB" explore mutex.c --strategy dfs --shard 2/3 --json >of3.json
refused "'s1.json' is one of 2 shards of 'mutex.c', and 'of3.json' one of 3" s1.json of3.json
refused "'s1.json' and 's1.json' are both shard 1 of 'mutex.c'" s1.json s1.json s2.json
"$RACELAB" explore mutex.c --threads 3 --strategy dfs --shard 2/2 --json >three.json
refused "'s1.json' and 'three.json' are not of one search: threads is 2 there, and 3 here" s1.json three.json
"$RACELAB" explore mutex.c --strategy bounded --shard 2/2 --json >bounded.json
refused "strategy is dfs there, and bounded here" s1.json bounded.json
"$RACELAB" explore atomic.c --strategy dfs --shard 2/2 --json >atomic.json
run 2 "$RACELAB" merge s1.json atomic.json
err_has "shard 2 of 2 of 'mutex.c' is missing"
err_has "shard 1 of 2 of 'atomic.c' is missing"
"$RACELAB" explore mutex.c --strategy dfs --json >whole.json
refused "'whole.json': mutex.c is no shard" s1.json whole.json
"$RACELAB" explore last.c --strategy dfs --shard 1/2 --json >p1.json
sed -i 's/last == 2/last == 1/' last.c
"$RACELAB" explore last.c --strategy dfs --shard 2/2 --json >p2.json
refused "differ in the program that was built" p1.json p2.json
jq '.variants[0].shard.report |= sub("end\tcomplete"; "end\tstopped")' s1.json >changed.json
refused "'changed.json': mutex.c is damaged: its contents are not what was written" changed.json s2.json
jq '.variants[0].shard.configuration.racelab = "0.0.9"' s1.json >older.json
refused "is damaged" older.json s2.json
head -c "$(($(wc -c <s1.json) / 2))" s1.json >cut.json
refused "'cut.json' is damaged or cut short" cut.json s2.json
: >empty.json
refused "'empty.json' is damaged or cut short" empty.json s2.json
echo '{"document": "racelab run", "version": 1}' >other.json
refused "'other.json' is no document of 'racelab explore --json'" other.json
refused "cannot read 'none.json': No such file or directory" none.json
refused "cannot read '.': Is a directory" .

# One that met a limit makes the whole undecided, and is named.
"$RACELAB" explore mutex.c --threads 4 --strategy dfs --shard 1/2 --json >s1.json
"$RACELAB" explore mutex.c --threads 4 --strategy dfs --steps 5 --shard 2/2 --json >s2.json
refused "steps is 100000 there, and 5 here" s1.json s2.json
"$RACELAB" explore mutex.c --threads 4 --strategy dfs --steps 5 --shard 1/2 --json >s1.json
run 3 "$RACELAB" merge s1.json s2.json
out_has 'mutex.c  inconclusive .* the limit of steps was met'
err_has "shard 1 of 2 of 'mutex.c' did not come to its end: the limit of steps"
run 3 "$RACELAB" explore mutex.c --threads 9 --strategy dfs --shard 1/2 --seconds 0.2
out_has 'inconclusive .* shard 1 of 2 not everything was searched: the limit of seconds was met'

# Numbers by the environment of whatever started it.
numbered() {
    local wanted=$1
    shift
    run 0 env "$@" "$RACELAB" explore atomic.c --strategy dfs --shard auto
    out_has "shard $wanted\$"
}
not_numbered() {
    local wanted=$1
    shift
    run 2 env "$@" "$RACELAB" explore atomic.c --strategy dfs --shard auto
    err_has "$wanted"
    one_line
}
unset "${!SLURM_@}" "${!CI_NODE_@}" JOB_COMPLETION_INDEX PARALLEL_SEQ
numbered '2 of 3' SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_MIN=0
numbered '3 of 3' SLURM_ARRAY_TASK_ID=14 SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_MIN=10 SLURM_ARRAY_TASK_STEP=2
numbered '1 of 4' JOB_COMPLETION_INDEX=0 RACELAB_SHARD_COUNT=4
numbered '4 of 4' PARALLEL_SEQ=4 RACELAB_SHARD_COUNT=4
numbered '2 of 2' CI_NODE_INDEX=2 CI_NODE_TOTAL=2
numbered '2 of 2' CIRCLE_NODE_INDEX=1 CIRCLE_NODE_TOTAL=2
numbered '5 of 5' BUILDKITE_PARALLEL_JOB=4 BUILDKITE_PARALLEL_JOB_COUNT=5
not_numbered 'nothing here numbers the shards' X=
not_numbered 'RACELAB_SHARD_COUNT is not set' PARALLEL_SEQ=4
not_numbered "PARALLEL_SEQ is '5', which is no number that fits" PARALLEL_SEQ=5 RACELAB_SHARD_COUNT=4
not_numbered 'SLURM_ARRAY_TASK_MIN is not set' SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_COUNT=3
not_numbered "SLURM_ARRAY_TASK_ID is '7'" SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_MIN=1
not_numbered "SLURM_ARRAY_TASK_ID is '2'" SLURM_ARRAY_TASK_ID=2 SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_STEP=2
not_numbered 'both SLURM_ARRAY_TASK_ID of Slurm and CI_NODE_INDEX of GitLab are set' \
    SLURM_ARRAY_TASK_ID=1 CI_NODE_INDEX=1

# Wrong use.
for value in 0/3 4/3 3 1/ /3 1/0 a/b 1/3x -1/3 1/10001; do
    run 2 "$RACELAB" explore mutex.c --strategy dfs --shard "$value"
    one_line
    err_has "is not I/N"
done
run 2 "$RACELAB" explore mutex.c --strategy states --shard 1/2
err_has "'states' cannot be split into shards; --strategy dpor, "
one_line
run 0 "$RACELAB" explore mutex.c --shard 1/2
err_has "'states' cannot be split into shards; searching by dpor"
one_line
out_has 'all of this shard, .*dpor'
run 2 "$RACELAB" explore mutex.c --strategy dfs --executions 5 --shard 1/2
one_line
run 2 "$RACELAB" merge
one_line
run 0 "$RACELAB" merge --help
# A whole lab at once: its variants are joined one by one.
same lock-per-field --strategy bounded --preemptions 1
[ "$(jq '.variants | length' whole.json)" -gt 3 ] || fail "not a whole lab"
