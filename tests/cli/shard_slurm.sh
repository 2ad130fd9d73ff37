#!/bin/bash
# Shards started by Slurm, a real one, of one node: an array of jobs makes the whole, and a job that was
# killed is missing.
source "$SOURCE_DIR/tests/cli/lib.bash"
source "$SOURCE_DIR/tests/cli/slurm.bash"
trap 'slurm_stop; rm -rf "$scratch"' EXIT

lacks=$(slurm_lacks)
[ -z "$lacks" ] || {
    echo "skipped: $lacks (Debian: slurmd slurmctld slurm-client munge)"
    exit 77
}
unset "${!SLURM_@}" "${!CI_NODE_@}" JOB_COMPLETION_INDEX PARALLEL_SEQ
slurm_start || {
    echo "skipped: Slurm does not start here:"
    tail -n 5 ./*.log ./*.out
    exit 77
}
export RACELAB XDG_CACHE_HOME=$scratch/cache
cp "$SOURCE_DIR/fixes/counter/mutex.c" .
cat >job.sh <<'END'
#!/bin/bash
[ "$SLURM_ARRAY_TASK_ID" = "$DOOMED" ] && kill -KILL $$
exec "$RACELAB" explore mutex.c --threads 6 --strategy dfs --shard auto --json >"s$SLURM_ARRAY_TASK_ID.json"
END

run 0 "$RACELAB" explore mutex.c --threads 6 --strategy dfs
out_has '720 executions, all there are'
grep -v '^searched' out >whole
slurm_run --array=1-8 job.sh
run 0 "$RACELAB" merge s*.json
out_has '^mutex.c  proved'
out_has '720 executions, all there are, .* 8 shards'
grep -v '^searched' out | diff whole - >difference || fail "not the same: $(cat difference)"

# Counted from 0, by twos, and one of them killed.
rm s*.json
export DOOMED=4
slurm_run --array=0-6:2 job.sh
run 2 "$RACELAB" merge s*.json
err_has "shard 3 of 4 of 'mutex.c' is missing"
one_line
run 0 "$RACELAB" explore mutex.c --threads 6 --strategy dfs --shard 3/4 --json
mv out s4.json
run 0 "$RACELAB" merge s*.json
out_has '720 executions, all there are, .* 4 shards'

slurm_stop
no_process "slurm(ctld|d|stepd).*$scratch"
