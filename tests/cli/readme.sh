# Every command of the README runs, and does what it says.
# Runs alone: real threads, time limits.
. "$SOURCE_DIR/tests/cli/lib.bash"

export XDG_CACHE_HOME=$scratch/cache
ln -s "$SOURCE_DIR/tests" tests

commands=$(sed -n 's/^\$ //p' "$SOURCE_DIR/README.md")
[ "$(echo "$commands" | wc -l)" -ge 8 ] || fail "the README has lost its commands"
while read -r line; do
    words=${line#./racelab }
    [ "$words" = test ] && continue # that is what runs this test
    eval "\"\$RACELAB\" $words" >out 2>err # some write to a file
    code=$?
    # Racy variants are found (1); a busy machine may be unable to tell (3).
    case $code in
    0 | 1 | 3) ;;
    *) fail "'$line' gives exit code $code" ;;
    esac
    [ -s "${words##*>}" ] || [ -s out ] || fail "'$line' prints nothing"
done <<<"$commands"

# Links lead somewhere.
cd "$SOURCE_DIR" || exit 1
for page in README.md CONTRIBUTING.md docs/*.md docs/*/*.md; do
    grep -oE '\]\([^)#: ]+' "$page" | cut -c3- | while read -r target; do
        [ -e "$(dirname "$page")/$target" ] || {
            echo "FAILED: $page links to $target, which is not there"
            exit 1
        }
    done || exit 1
done
