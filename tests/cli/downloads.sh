# Labs about speed: what they measure, in the table and in the document; and the
# downloads, whose server and clients end with Ctrl-C and leave nothing.
# Runs alone: real threads, time limits.
. "$SOURCE_DIR/tests/cli/lib.bash"
export DOWNLOADS_LATENCY=5

# One after another waits for every answer; the others wait for several at a time.
# "switched_by" and the measures come from the variant's own description.
run 1 "$RACELAB" run downloads/serial --threads 2 --increments 10 --trials 1 --json
json '.variants[0] | .verdict == "caught" and .switched_by == "nobody: it waits"'
json '.variants[0].runs[0].measures | keys == ["OS threads", "in flight", "pages/s", "seconds", "switches"]'
json '.variants[0].runs[0].measures | .seconds.unit == "s" and .seconds.mean >= 0.1 and .["in flight"].mean == 1'
json '.variants[0].runs[0].measures | .["pages/s"].mean <= 200 and .switches.mean >= 1'
for variant in pool event_loop; do
    "$RACELAB" run downloads/$variant --threads 4 --increments 10 --trials 2 --json >out 2>err
    case $? in 0 | 3) ;; *) fail "$variant was seen wrong" ;; esac
    json '.variants[0].runs[0] | .wrong == 0 and .measures["in flight"].mean >= 2'
done

# The table: the lab's own columns, no row wider than the terminal.
for width in 60 80 100 140; do
    COLUMNS=$width run 1 "$RACELAB" run downloads/serial --threads 2 --increments 2 --trials 1
    awk -v width=$width 'NR == 2 || NR == 3 { if (length($0) > width) exit 1 }' out ||
        fail "a row is wider than $width columns"
done
out_has '^variant .* seconds pages/s in flight OS threads switches$'
out_has '^serial +2 +1 +100 % '
out_has '^  serial +nobody: it waits$'
out_lacks 'ns/inc'

# A program of its own, without the tool.
run 1 "$BIN_DIR/downloads-serial" --threads 2 --increments 2 --trials 1
out_has 'nobody: it waits'

# A latency that is none.
DOWNLOADS_LATENCY=soon run 4 "$RACELAB" run downloads/serial --trials 1
err_has "DOWNLOADS_LATENCY: 'soon' is no number of milliseconds from 0 to 60000"
out_has 'gave up with exit code 2'

# Ctrl-C in the middle: partial results are told, and nothing is left.
for binary in serial pool event_loop; do
    DOWNLOADS_LATENCY=200 "$RACELAB" run "downloads/$binary" --threads 2 --increments 2000 \
        --trials 1 --json >out 2>err &
    pid=$!
    for _ in $(seq 100); do
        sleep 0.1
        pgrep -P "$(pgrep -P $pid | head -n 1)" >/dev/null 2>&1 && break # its server is up
    done
    sleep 0.7
    kill -INT $pid
    wait $pid
    code=$?
    [ $code = 3 ] || fail "Ctrl-C gives exit code $code"
    one_line
    err_has 'interrupted; the results are partial'
    json '.partial and .variants[0].runs[0].partial and .variants[0].runs[0].done >= 1'
    no_process "$BIN_DIR/downloads-$binary"
done

# Computation: the longest chain is what no number of cores makes shorter.
run 1 "$RACELAB" run cpu-bound/event_loop --threads 4 --increments 3 --trials 1 --json
json '.variants[0].runs[0].measures["longest chain"].mean == 12'
for variant in threads processes; do
    "$RACELAB" run cpu-bound/$variant --threads 4 --increments 3 --trials 1 --json >out 2>err
    json '.variants[0].runs[0] | .wrong == 0 and .measures["longest chain"].mean == 3'
done
exit 0
