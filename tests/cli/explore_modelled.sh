#!/bin/bash
# The list of calls in docs/reference/modelled.md is the engine's own.
. "$SOURCE_DIR/tests/cli/lib.bash"
page=$SOURCE_DIR/docs/reference/modelled.md
"$SOURCE_DIR/harness/explore/build/modelled" "$BIN_DIR/../lib/explore" >out 2>err ||
    fail "the list cannot be made"
[ "$(wc -l <out)" -gt 50 ] || fail "the list is nearly empty"
sed -n '/calls: begin/,/calls: end/p' "$page" | sed '1d;$d' >there
diff there out >err || fail "the page is not what the engine's lists say (<: the page)"
