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
run 0 grep -c 'racelab check' "$prefix/share/man/man1/racelab.1"
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

# The Debian package of the tool.
command -v dpkg-deb >/dev/null || exit 0
mkdir package && cd package || exit 1
run 0 cpack --config "$build/CPackConfig.cmake" -G DEB -B "$PWD" -D CPACK_COMPONENTS_ALL=tool
package=$(echo racelab_*.deb)
run 0 dpkg-deb -c "$package"
out_has ' ./usr/bin/racelab$'
out_has ' ./usr/lib/racelab/explore/libexplore.a$'
run 0 dpkg-deb -f "$package" Depends
out_has 'libc6.*libjansson4'
