# Installed below a prefix, without the source: find_package, pkg-config, the three
# roads of the example, the Debian package.
. "$SOURCE_DIR/tests/cli/lib.bash"
export XDG_CACHE_HOME=$scratch/cache TMPDIR=$scratch
build=$(dirname "$RACELAB")/..
prefix=$scratch/prefix
DESTDIR='' run 0 cmake --install "$build" --prefix "$prefix" --component tool
racelab=$prefix/bin/racelab
cp -r "$SOURCE_DIR/docs/examples/project" . && cd project || exit 1

# First road: check.
run 1 "$racelab" check src/main.c src/mailbox.c --witness tsan-gcc,explore -- -Iinclude
out_has 'explore +caught'
out_has 'data race on count, mailbox.c:11'

# Second road: the compiler.
run 0 make CC="$racelab cc"
run 1 "$racelab" explore ./mailbox
out_has 'DATA RACE +count: '
make clean >/dev/null 2>&1
run 0 "$prefix/bin/racelab-cc" --version

# Third road: CMake.
run 0 cmake -S . -B build -DCMAKE_PREFIX_PATH="$prefix"
run 0 cmake --build build
run 8 ctest --test-dir build -R races
out_has 'races.explore .*Failed'
out_has 'races.tsan-clang .*Failed'

# pkg-config, the page, completion.
export PKG_CONFIG_PATH=$prefix/share/pkgconfig
[ "$(pkg-config --variable=racelab racelab | xargs readlink -f)" = "$(readlink -f "$racelab")" ] ||
    fail "pkg-config does not find racelab"
read -ra includes <<<"$(pkg-config --cflags racelab)"
echo '#include <lab.h>
int main(void) { return LAB_ACTORS_MAX - 8; }' >lab.c
run 0 gcc "${includes[@]}" lab.c -o lab
run 0 zgrep -c 'racelab check' "$prefix/share/man/man1/racelab.1.gz"
run 0 zgrep -c 'racelab cc' "$prefix/share/man/man1/racelab-cc.1.gz"
run 0 bash -n "$prefix/share/bash-completion/completions/racelab"
cd .. || exit 1

# The workshop, and a teacher's pack.
export HOME=$scratch GIT_CEILING_DIRECTORIES=$scratch
run 0 "$racelab" workshop new-pack own
run 0 "$racelab" workshop init --pack own races
! grep -rqF "$SOURCE_DIR" races || fail "the workshop names the source tree"
cd races || exit 1
run 1 "$racelab" workshop check
out_has '^high-score  wrong as look_first'
run 0 make -s build/high-score
cd .. || exit 1

# Without the labs it says so; with them, a report names their files here, not where
# they were built.
run 4 "$racelab" run counter
err_has '^racelab: the labs are not installed: '
labs=$prefix/lib/racelab/labs
mkdir -p "$labs/tsan-gcc"
for variant in counter-split_atomic counter-unsynchronized; do
    cp "$build/bin/$variant" "$labs/"
    cp "$build/bin/tsan-gcc/$variant" "$labs/tsan-gcc/"
done
grep -P '\tcounter\t(split_atomic|unsynchronized)\t' "$build/bin/variants-installed.tsv" >"$labs/variants.tsv"
mkdir -p "$labs/sources/labs" && cp -r "$SOURCE_DIR/labs/counter" "$labs/sources/labs/"
run 1 "$racelab" tsan counter/unsynchronized --compiler gcc
out_has '^unsynchronized +data race +data race, yes$'
out_has '^ +labs/counter/unsynchronized.c:[0-9]+ +add +counter\+\+;$'

# The Debian package of the tool: all that it needs, and no path of this machine.
command -v dpkg-deb >/dev/null || exit 0
mkdir package && cd package || exit 1
run 0 cpack --config "$build/CPackConfig.cmake" -G DEB -B "$PWD" -D CPACK_COMPONENTS_ALL=tool
package=$(echo racelab_*.deb)
run 0 dpkg-deb -f "$package" Maintainer
out_has '^.+ <[^ ]+@[^ ]+>$'
run 0 dpkg-deb -f "$package" Depends
for name in libc6 libc6-dev libjansson4 libelf1 libdw1 'gcc \| clang' binutils; do
    out_has "(^|, )$name( \(|,|\$)"
done
run 0 dpkg-deb -f "$package" Recommends
for name in clang gcc 'g\+\+' libclang-rt-dev llvm valgrind libc6-dbg gdb make bubblewrap; do
    out_has "(^|, )$name(,|\$)"
done
run 0 dpkg-deb -x "$package" root
for file in bin/racelab bin/racelab-cc bin/racelab-c++ lib/racelab/explore/libexplore.a \
    lib/racelab/explore/libcxx.a lib/racelab/runtime/tsan-gcc/libruntime.a \
    lib/racelab/include/lab.h lib/cmake/racelab/racelabConfig.cmake \
    share/pkgconfig/racelab.pc share/man/man1/racelab.1.gz share/doc/racelab/copyright share/doc/racelab/changelog.gz \
    share/bash-completion/completions/racelab share/zsh/vendor-completions/_racelab \
    share/fish/vendor_completions.d/racelab.fish; do
    [ -s "root/usr/$file" ] || fail "the package lacks $file"
done
zcat root/usr/share/doc/racelab/changelog.gz >changelog
grep -qE '^racelab \([0-9.]+\) unstable; urgency=' changelog || fail "no changelog of Debian's form"
grep -qE '^ -- .+ <.+>  [A-Z][a-z]{2}, [0-9]{2} ' changelog || fail "the changelog has no trailer"
# Sanitizers of our own build write the names of our sources into it.
nm -D "$RACELAB" | grep -qE '__(asan|ubsan|tsan)_' ||
    ! grep -rlaF "$SOURCE_DIR" root >named || fail "these name the folder of the build: $(cat named)"
