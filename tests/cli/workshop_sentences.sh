# Every sentence of the workshop's judge is translated, and none that is not said.
. "$SOURCE_DIR/tests/cli/lib.bash"

# said FILE...: the texts of sentence("..." "..."), one in a line
said() {
    perl -0777 -ne 'while (/\bsentence\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\)/g) {
        my $text = $1; $text =~ s/"\s*"//g; $text =~ s/^"|"\s*$//g; print "$text\n" }' "$@" | sort -u
}
translated() {
    perl -0777 -ne 'while (/\{("(?:[^"\\]|\\.)*"),\s*"/g) {
        my $text = $1; $text =~ s/^"|"$//g; print "$text\n" }' "$1" | sort -u
}
shopt -s extglob
said "$SOURCE_DIR"/harness/workshop/!(sentence*).c "$SOURCE_DIR"/harness/cli/{workshop_*,walk}.c >said
translated "$SOURCE_DIR"/harness/workshop/sentence_de.c >translated
[ "$(wc -l <said)" -gt 30 ] || fail "only $(wc -l <said) sentences were found"
diff said translated >out || fail "said (<) and translated (>) are not the same"
