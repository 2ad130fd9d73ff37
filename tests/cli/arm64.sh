#!/bin/bash
# The engine on arm64, under qemu: built with Debian's cross compiler, it explores
# a program whose threads wait in every way, and finds a lost update by its
# exact number of interleavings. Skipped where a package is missing.
. "$SOURCE_DIR/tests/cli/lib.bash"
cross=aarch64-linux-gnu
root=/usr/$cross
for tool in $cross-gcc $cross-objcopy $cross-ld qemu-aarch64; do
    command -v "$tool" >/dev/null || {
        echo "skipped: no $tool (Debian: gcc-$cross libc6-dev-arm64-cross qemu-user)"
        exit 77
    }
done
[ -e "$root/lib/libc.so.6" ] || { echo "skipped: no $root/lib/libc.so.6"; exit 77; }
export CROSS=$cross
# qemu keeps a record of every page that is reserved: with less address space.
cp -r "$SOURCE_DIR/harness" harness
sed -i 's/THREADS_MAX = 8192/THREADS_MAX = 64/' harness/explore/runtime/runtime.h
sed -i 's/0x110000000000/0x100008000000/; s/UINT64_C(1) << 26/UINT64_C(1) << 16/
    s/UINT64_C(1) << 24/UINT64_C(1) << 18/' harness/explore/runtime/memory.h
sed -i 's/^    void \*memory = mmap/    bytes = bytes >> 31 ? (size_t)1 << 26 : bytes;\n&/' \
    harness/explore/runtime/arena.c
engine=harness/explore
flags=(-std=c11 -D_GNU_SOURCE -O1 -g -fno-pie -fno-stack-protector -fno-omit-frame-pointer)

sources=("$engine"/runtime/*.c "$engine"/runtime/libc/*.c "$engine"/search/*.c
    "$engine"/runtime/machine/aarch64/*)
mkdir objects
printf '%s\0' "${sources[@]}" | xargs -0 -P2 -n8 bash -c '
    for source; do
        "$CROSS-gcc" '"${flags[*]}"' -Iharness -c "$source" \
            -o "objects/$(basename "$source").o" || exit 255
    done' _ 2>err || fail "the engine does not compile"
$cross-ld -r -o engine.o objects/*.o
$cross-objcopy --rename-section .text=engine_text engine.o
{
    echo "main wrap_main"
    $cross-nm engine.o | awk '$2 ~ /^[TDB]$/ && $3 ~ /^wrap_/ {print substr($3, 6), $3}'
} >redirect.syms

# build PROGRAM OUTPUT
build() {
    $cross-gcc -std=c11 -D_GNU_SOURCE -O0 -g -fno-pie -fno-stack-protector \
        -fno-omit-frame-pointer -fsanitize=thread -c "$1" -o program.o 2>err &&
        $cross-objcopy --redefine-syms=redirect.syms program.o &&
        $cross-gcc -no-pie -o "$2" program.o engine.o -lm -lpthread 2>err || fail "cannot build $1"
}

# explore PROGRAM ARGUMENT...: into out
explore() {
    run 0 timeout 60 qemu-aarch64 -L "$root" "$@"
    out_has '^done'
}

cat >counter.c <<'END'
#include <assert.h>
#include <pthread.h>
static int counter;
static double half = 0.5;
static void *add(void *argument)
{
    double before = half * *(int *)argument;
    counter++;
    assert(before == half * *(int *)argument); /* callee-saved registers live on */
    return argument;
}
int main(void)
{
    pthread_t threads[2];
    int one = 1;
    for (int i = 0; i < 2; i++)
        pthread_create(&threads[i], 0, add, &one);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], 0);
    assert(counter == 2);
    return 0;
}
END
build counter.c counter
for strategy in states dfs; do
    explore ./counter strategy $strategy
    out_has '^end	complete'
    # B and C read and write: 2 of the 6 interleavings are right, 4 lose an update.
    out_has '^goal	0	.*	2	[0-9]+	'
    out_has '^goal	2	.*	4	[0-9]+	.*counter == 2'
done
build "$SOURCE_DIR/tests/explore/programs/cancel.c" cancel
explore ./cancel strategy states
out_has '^end	complete'
! grep -q '^goal	[1-9]' out || fail "cancel.c: a finding"
build "$SOURCE_DIR/tests/explore/programs/standard_threads.c" standard
explore ./standard strategy states
out_has '^end	complete'
! grep -q '^goal	[1-9]' out || fail "standard_threads.c: a finding"
echo 'int main(void) { return *(volatile int *)8; }' >crash.c
build crash.c crash
explore ./crash strategy states
out_has 'segmentation fault'
