# What a lab's check said stays said where its close() has steps of its own: each
# interleaving ends with an outcome.
. "$SOURCE_DIR/tests/cli/lib.bash"

run 0 "$RACELAB" explore say-after/executor --threads 2 --json
json '.variants[0] | .interleavings == .outcomes[0].interleavings and (.outcomes | length == 1)'
