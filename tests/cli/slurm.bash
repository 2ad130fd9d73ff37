# A Slurm of one node, in the scratch folder: slurm_start starts munged, slurmctld and slurmd as root,
# slurm_stop ends them and whatever they started. Sourced after lib.bash.

slurm_pids=()

# Two ports that nobody listens on.
free_ports() {
    local port found=()
    for port in $(shuf -i 20000-60000 -n 50); do
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || found+=("$port")
        [ "${#found[@]}" = 2 ] && break
    done
    echo "${found[@]}"
}

slurm_configure() {
    local name
    name=$(hostname -s)
    read -r controller_port node_port < <(free_ports)
    mkdir -p state spool
    cat >slurm.conf <<END
ClusterName=test
SlurmctldHost=$name(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$scratch/munge.socket
SlurmctldPort=$controller_port
SlurmdPort=$node_port
SlurmctldPidFile=$scratch/slurmctld.pid
SlurmdPidFile=$scratch/slurmd.pid
SlurmctldLogFile=$scratch/slurmctld.log
SlurmdLogFile=$scratch/slurmd.log
StateSaveLocation=$scratch/state
SlurmdSpoolDir=$scratch/spool
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerType=sched/backfill
SchedulerParameters=sched_min_interval=0
ReturnToService=2
SlurmdParameters=config_overrides
NodeName=$name NodeAddr=127.0.0.1 CPUs=8 State=UNKNOWN
PartitionName=all Nodes=$name Default=YES State=UP
END
    export SLURM_CONF=$scratch/slurm.conf
}

# Why Slurm cannot start here; nothing: it can.
slurm_lacks() {
    local tool
    [ "$(id -u)" = 0 ] || {
        echo "only root may start Slurm"
        return
    }
    for tool in munged slurmctld slurmd sbatch; do
        [ -n "$(PATH=$PATH:/usr/sbin:/sbin type -P "$tool")" ] || {
            echo "$tool is not installed"
            return
        }
    done
}

# Starts a daemon in the foreground, as a child of the test.
slurm_daemon() {
    "$@" >"$scratch/$(basename "$1").out" 2>&1 &
    slurm_pids+=($!)
}

# Returns whether the node takes jobs.
slurm_start() {
    PATH=$PATH:/usr/sbin:/sbin
    slurm_configure
    chmod 755 "$scratch"
    (umask 077 && head -c 1024 /dev/urandom >munge.key)
    slurm_daemon munged --foreground --force --socket="$scratch/munge.socket" --key-file="$scratch/munge.key" \
        --pid-file="$scratch/munged.pid" --log-file="$scratch/munged.log" --seed-file="$scratch/munged.seed"
    for _ in $(seq 50); do
        [ -S munge.socket ] && break
        sleep 0.1
    done
    slurm_daemon slurmctld -D -f "$SLURM_CONF"
    slurm_daemon slurmd -D -f "$SLURM_CONF"
    for _ in $(seq 150); do
        sinfo -h -o %t 2>/dev/null | grep -q '^idle$' && return 0
        sleep 0.2
    done
    return 1
}

# slurm_run OPTIONS... SCRIPT: submits it, and waits until nothing is queued or runs.
slurm_run() {
    sbatch --output=none.out "$@" >out 2>err || fail "sbatch $*"
    for _ in $(seq 200); do
        [ -z "$(squeue -h)" ] && return
        sleep 0.2
    done
    fail "the jobs do not end: $(squeue)"
}

# Jobs first: what slurmd's steps have started is no child of the test.
slurm_stop() {
    [ "${#slurm_pids[@]}" = 0 ] && return
    scancel --user root 2>/dev/null
    kill "${slurm_pids[@]}" 2>/dev/null
    wait "${slurm_pids[@]}" 2>/dev/null
    slurm_pids=()
}
