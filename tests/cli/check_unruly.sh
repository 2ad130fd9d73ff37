# Programs that do not behave: a clear line, the documented exit code, no process
# left behind, nothing outside the cache touched.
# Runs alone: real threads, time limits.
. "$SOURCE_DIR/tests/cli/lib.bash"
export XDG_CACHE_HOME=$scratch/cache TMPDIR=$scratch/tmp
mkdir tmp work && cd work || exit 1

# check CODE FILE [OPTION...]: and then nothing is left.
check() {
    local wanted=$1 before after
    shift
    before=$(find . | sort)
    run "$wanted" timeout 60 "$RACELAB" check "$@"
    after=$(find . | sort)
    [ "$before" = "$after" ] || fail "left in the current folder: $after"
    [ -z "$(ls -A "$TMPDIR")" ] || fail "left behind: $(ls -A "$TMPDIR")"
    no_process "$scratch/cache"
}

cat >forks.c <<'END'
#include <sys/wait.h>
#include <unistd.h>
int main(void)
{
    if (fork() == 0)
        pause(); /* outlives its parent */
    return 0;
}
END
cat >daemonises.c <<'END'
#include <stdlib.h>
#include <unistd.h>
int main(void)
{
    if (fork() == 0) {
        setsid();
        if (fork() == 0)
            sleep(1000);
        exit(0);
    }
    sleep(0);
    usleep(20000);
    return 0;
}
END
cat >wanders.c <<'END'
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>
int main(void)
{
    FILE *file = fopen("written", "w");
    struct sockaddr_in any = {.sin_family = AF_INET};
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (!file || fputs("text", file) < 0 || fclose(file) != 0 || chdir("/") != 0)
        return 7;
    return bind(listener, (struct sockaddr *)&any, sizeof any) == 0 && listen(listener, 1) == 0 ? 0 : 8;
}
END
cat >prints.c <<'END'
#include <stdio.h>
#include <string.h>
int main(void)
{
    static char block[1 << 20];
    memset(block, 'x', sizeof block);
    for (int i = 0; i < 1024; i++)
        fwrite(block, 1, sizeof block, stdout);
    return 0;
}
END
cat >ignores.c <<'END'
#include <signal.h>
#include <unistd.h>
int main(void)
{
    signal(SIGTERM, SIG_IGN);
    signal(SIGINT, SIG_IGN);
    for (;;)
        pause();
}
END
cat >eats.c <<'END'
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
int main(void)
{
    for (;;) {
        char *block = malloc(1 << 24);
        if (!block)
            return 0;
        memset(block, 1, 1 << 24);
        usleep(2000);
    }
}
END
check 0 forks.c --witness stress --budget 3
check 0 daemonises.c --witness stress --budget 3
check 3 forks.c --witness explore
out_has 'explore +unsupported +fork'
check 0 wanders.c --witness stress,tsan-gcc --budget 3
[ ! -e written ] || fail "a program wrote here"
check 0 prints.c --witness stress --budget 3 --timeout 30
check 1 ignores.c --witness stress,tsan-gcc,helgrind --timeout 1
out_has 'stress +caught +2 of 2 runs: did not end'
# Slow is not hung: nobody has said how long it may take.
echo '#include <unistd.h>
int main(void) { sleep(3); return 0; }' >slow.c
check 3 slow.c --witness stress,tsan-gcc --budget 6
out_has 'stress +inconclusive +no run ended within 1 s; .--timeout. says how long it may take'
out_has 'tsan \(gcc\) +inconclusive +did not end within 1 s; .--timeout. says'
check 0 slow.c --witness stress,tsan-gcc --budget 6 --timeout 20
export RACELAB_MEMORY_MIB=200
check 3 eats.c --witness stress --budget 20
out_has 'stress +inconclusive +the program took too much memory'
unset RACELAB_MEMORY_MIB

# Interrupted, or the terminal goes away: what there is, and nobody and nothing left.
for signal in INT HUP; do
    "$RACELAB" check ignores.c --witness stress --timeout 50 >../out 2>../err &
    pid=$!
    sleep 1
    kill -$signal $pid
    wait $pid
    [ $? = 3 ] || fail "an interrupted check gives no exit code 3"
    grep -q interrupted ../err || fail "nothing says that it was interrupted"
    no_process "$scratch/cache"
    [ -z "$(ls -A "$TMPDIR")" ] || fail "left behind: $(ls -A "$TMPDIR")"
done

# Two at once.
cp "$SOURCE_DIR/tests/check/programs/deadlock.c" .
for i in 1 2 3; do
    "$RACELAB" check deadlock.c --witness explore -- -DROUND=1 >"../out$i" 2>&1 &
done
for job in $(jobs -p); do
    wait "$job"
    [ $? = 1 ] || fail "several at once"
done

# A cache and a disk that cannot be written.
XDG_CACHE_HOME=/proc/nowhere run 1 "$RACELAB" check deadlock.c --witness explore
one_line
err_has "cannot use the cache '/proc/nowhere/racelab/builds'.*building in '$TMPDIR' instead"
XDG_CACHE_HOME=/proc/nowhere TMPDIR=/proc/nowhere run 4 "$RACELAB" check deadlock.c --witness explore
err_has 'cannot make a folder to build in'
mkdir ../disk
if mount -t tmpfs -o size=64k none ../disk 2>/dev/null; then
    # What is there stays as it was where the new one finds no room.
    run 1 "$RACELAB" check deadlock.c --witness explore --sarif ../disk/x.sarif --junit ../disk/x.xml --json
    cp ../out ../checked.json
    run 0 "$RACELAB" baseline ../checked.json --output ../disk/known.json
    cp ../disk/x.sarif ../disk/x.xml ../disk/known.json ..
    head -c 100000 /dev/zero >../disk/full 2>/dev/null
    run 4 "$RACELAB" check deadlock.c --witness explore --sarif ../disk/x.sarif
    one_line
    err_has "cannot write '../disk/x.sarif': No space left on device"
    run 4 "$RACELAB" check deadlock.c --witness explore --junit ../disk/x.xml
    one_line
    run 4 "$RACELAB" baseline ../checked.json --output ../disk/known.json
    one_line
    for file in x.sarif x.xml known.json; do
        cmp -s "../$file" "../disk/$file" || fail "a full disk damages $file"
    done
    [ "$(ls ../disk | wc -l)" = 4 ] || fail "left on the full disk: $(ls ../disk)"
    umount ../disk
fi
if mount -t tmpfs -o size=12k none ../disk 2>/dev/null; then
    XDG_CACHE_HOME=$scratch/disk TMPDIR=$scratch/disk "$RACELAB" check deadlock.c --witness stress \
        >../out 2>../err
    code=$?
    umount ../disk
    [ $code = 4 ] || fail "a full disk gives exit code $code, not 4"
    one_line
    err_has "in '$scratch/disk/.*No space left on device; XDG_CACHE_HOME names"
fi
exit 0
