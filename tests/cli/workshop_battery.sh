# The battery: submissions that are right in different ways, wrong, tempting, or
# cheats, each judged as the comment on its first line says: the verdict, the
# wrong fix that it is, or words of the reason.
. "$SOURCE_DIR/tests/cli/lib.bash"
export XDG_CACHE_HOME=$scratch/cache HOME=$scratch
battery=$SOURCE_DIR/tests/workshop/battery
needs_sandbox

# The labs as they are, with the least of texts: of the tempting fixes those that are named.
for text in "$SOURCE_DIR"/tests/workshop/pack/*/workshop.txt; do
    lab=$(basename "$(dirname "$text")")
    mkdir -p "pack/labs/$lab" "pack/fixes/$lab"
    cp "$text" "pack/labs/$lab"
    find "$SOURCE_DIR/labs/$lab" -name '*.h' -exec cp {} "pack/labs/$lab" \;
    for wrong in $(sed -n 's/^\[wrong \([^:]*\).*/\1/p' "$text"); do
        cp "$SOURCE_DIR/labs/$lab/$wrong.c" "pack/labs/$lab"
    done
    cp "$SOURCE_DIR/fixes/$lab"/*.c "pack/fixes/$lab"
done

# label FOLDER: "wrong as two_sections"
label() {
    sed -n '1s/^\/\* \(.*\) \*\/$/\1/p' "$1"/*.c
}

count=0
judge() {
    run 1 "$RACELAB" grade --pack pack --json "$@"
    jq -r '.submissions[] | .submission as $name | .grades[] | select(.verdict != "missing")
        | [$name, .verdict, .recognised // "", (.reason | gsub("\n"; " "))] | @tsv' out >grades
    while IFS=$'\t' read -r name verdict recognised reason; do
        wanted=$(label "$battery/$name")
        case $wanted in
        *' as '*) seen="$verdict as $recognised" ;;
        *': '*) seen="$verdict: $reason" ;;
        *) seen=$verdict ;;
        esac
        case $seen in
        "$wanted" | "${wanted%%: *}: "*"${wanted#*: }"*) ;;
        *) echo "$name is to be '$wanted' and is '$verdict' ${recognised:+as $recognised }($reason)" >>wrong ;;
        esac
        count=$((count + 1))
    done < <(tr -s '\t' '\t' <grades | awk -F'\t' 'BEGIN {OFS = "\t"} {if (NF == 3) print $1, $2, "", $3; else print}' | sed 's/\t\t/\t-\t/')
}
judge "$battery"/*
[ "$count" -ge 60 ] || fail "only $count submissions were judged"
[ ! -s wrong ] || { cat wrong; fail "$(wc -l <wrong) are not judged as their labels say"; }
[ ! -e /tmp/racelab-was-here ] || fail "a submission wrote a file"
