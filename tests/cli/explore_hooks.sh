#!/bin/bash
# Every hook that the compilers here call, at every optimisation level, is one
# that the engine has; and a plain `x++` is a read and a write at -O0.
set -u
lib=$(dirname "$RACELAB")/../lib/explore
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
failed=0
cat >probe.c <<'END'
#include <stdatomic.h>
#include <string.h>
struct __attribute__((packed)) odd { char pad; short s; int i; long l; } odd;
struct big { long numbers[9]; } one, two;
char c; short s; int i; long l; __int128 w; volatile int v; float f; double d; long double e;
_Atomic char ac; _Atomic short as; _Atomic int ai; _Atomic long al; _Atomic(void *) ap;
long all(int *p, int n)
{
    c++; s++; i++; l++; w++; v++; f++; d++; e++; odd.s++; odd.i++; odd.l++;
    one = two; memcpy(&one, &two, (size_t)n); memset(&two, 0, sizeof two);
    memmove(&one, &two, (size_t)n);
    ac++; as--; ai |= 3; al &= 5; ai ^= 1; atomic_exchange(&al, 4);
    atomic_store_explicit(&ai, 1, memory_order_release);
    int old = 0; long wide = 0; void *q = p;
    atomic_compare_exchange_strong(&ai, &old, 1); atomic_compare_exchange_weak(&al, &wide, 1);
    atomic_compare_exchange_strong(&ap, &q, p); atomic_fetch_sub(&as, 2);
    atomic_thread_fence(memory_order_seq_cst); atomic_signal_fence(memory_order_acquire);
    for (int k = 0; k < n; k++) p[k] += i;
    return atomic_load(&al) + old + wide + ac + (q == p);
}
END
nm "$lib/libexplore.a" 2>/dev/null | awk 'NF == 3 && $2 != "U" {print $3}' | sort -u >has
tried=0
for compiler in clang clang-14 clang-19 gcc gcc-12; do
    command -v "$compiler" >/dev/null || continue
    for level in 0 1 2 3 s; do
        "$compiler" -std=c11 -w -fsanitize=thread -O"$level" -c probe.c -o probe.o || exit 1
        nm -u probe.o | awk '{print $2}' | grep '^__tsan' | sort -u | comm -23 - has >lacks
        tried=$((tried + 1))
        if [ -s lacks ]; then
            echo "$compiler -O$level calls what the engine lacks: $(tr '\n' ' ' <lacks)"
            failed=1
        fi
    done
done
[ "$tried" -gt 0 ] || failed=1
"$RACELAB" explore counter/unsynchronized --json | grep -q '"interleavings": 6,' || failed=1
exit "$failed"
