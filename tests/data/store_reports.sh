#!/usr/bin/env bash
# Makes the stored reports anew: builds every program of data/programs with each
# compiler that is installed, runs it, and keeps what the tool said without
# paths, process numbers and build ids. Review the difference before committing:
# the unit tests assert the content of these files.
#
#   tests/data/store_reports.sh [PROGRAM...]
set -u
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$here"/{tsan-clang,tsan-gcc,helgrind}

normalise() {
    sed -E -e "s,$here/programs,programs,g" -e "s,$scratch/,,g" \
        -e 's/pid=[0-9]+/pid=100/; s/tid=[0-9]+/tid=101/; s/==[0-9]+==/==100==/' \
        -e 's/ \(BuildId: [0-9a-f]+\)/ (BuildId: 0123abcd)/' \
        -e 's,<(p?pid)>[0-9]+<,<\1>100<,'
}

tsan() { # NAME SOURCE COMPILER REPORT
    command -v "$3" >/dev/null || return 0
    local options="exitcode=66 second_deadlock_stack=1 history_size=7"
    [ "$1" != lost_stack ] || options="exitcode=66 history_size=0"
    "$3" -fsanitize=thread -O0 -g -pthread -D_GNU_SOURCE -o "$scratch/$1" "$2" || return 1
    (cd "$scratch" && TSAN_OPTIONS=$options timeout -s KILL 10 setarch -R "./$1" \
        2>"$scratch/report" >/dev/null)
    normalise <"$scratch/report" >"$4"
}

helgrind() { # NAME SOURCE
    gcc -O0 -g -pthread -D_GNU_SOURCE -o "$scratch/$1" "$2" 2>/dev/null || return 0
    (cd "$scratch" && timeout -s KILL 20 valgrind --tool=helgrind --xml=yes -q \
        --xml-file=report.xml "./$1" >/dev/null 2>&1)
    normalise <"$scratch/report.xml" >"$here/helgrind/$1.xml"
}

for source in "$here"/programs/*; do
    name=$(basename "$source")
    name=${name%.*}
    [ $# -eq 0 ] || [[ " $* " == *" $name "* ]] || continue
    case $source in
    *.cpp) clang=clang++ gcc=g++ ;;
    *) clang=clang gcc=gcc ;;
    esac
    tsan "$name" "$source" "$clang-14" "$here/tsan-clang/$name.14.txt"
    tsan "$name" "$source" "$clang-19" "$here/tsan-clang/$name.19.txt"
    tsan "$name" "$source" "$gcc-12" "$here/tsan-gcc/$name.12.txt"
    [ "$gcc" = g++ ] || helgrind "$name" "$source"
done
exit 0
