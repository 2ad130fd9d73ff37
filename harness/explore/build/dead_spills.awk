# dead_spills.awk: clears a spill slot after its last reload.
#
# A value that the compiler spilled at -O0 stays in its stack slot long after
# its last use, and would tell equal states of the program apart. clang marks
# its spills and reloads with comments. A slot whose spills and reloads all lie
# in one basic block, the first a spill and the last a reload, is dead after
# that reload; the store inserted there changes no flags and no register.

function slot_of(line) {
    if (match(line, /-?[0-9]+\(%r[bs]p\)/))
        return substr(line, RSTART, RLENGTH)
    if (match(line, /\[(sp|x29), #-?[0-9]+\]/))
        return substr(line, RSTART, RLENGTH)
    return ""
}

function size_of(line) {
    match(line, /[0-9]+-byte/)
    return substr(line, RSTART, RLENGTH - 5) + 0
}

# Text that clears `size` bytes at the slot, or "" where it does not know how.
function clearing(slot, size,    offset, rest) {
    if (slot ~ /^\[/)
        return size == 8 ? "\tstr\txzr, " slot : size == 4 ? "\tstr\twzr, " slot : ""
    if (size == 8) return "\tmovq\t$0, " slot
    if (size == 4) return "\tmovl\t$0, " slot
    if (size == 2) return "\tmovw\t$0, " slot
    if (size == 1) return "\tmovb\t$0, " slot
    if (size == 16) {
        offset = slot; sub(/\(.*/, "", offset)
        rest = slot; sub(/^-?[0-9]+/, "", rest)
        return "\tmovq\t$0, " slot "\n\tmovq\t$0, " (offset + 8) rest
    }
    return ""
}

function flush_function(    i, slot, text) {
    for (i = 1; i <= lines; i++) {
        print text_of[i]
        slot = use[i]
        if (slot != "" && i == last[slot] && last_kind[slot] == "reload" &&
            first_kind[slot] == "spill" && !spread[slot]) {
            text = clearing(slot, size[slot])
            if (text != "")
                print text
        }
    }
    lines = 0; block = 0
    split("", text_of); split("", use); split("", last); split("", last_kind)
    split("", first_kind); split("", spread); split("", size); split("", home)
}

{
    text_of[++lines] = $0
    if ($0 ~ /^[.A-Za-z_0-9]+:/ || $0 ~ /^(#|\/\/) %bb\./)
        block++
    if ($0 ~ /[0-9]+-byte (Folded )?(Spill|Reload)/) {
        slot = slot_of($0)
        kind = ($0 ~ /Spill/) ? "spill" : "reload"
        if (slot in home) {
            if (home[slot] != block || size[slot] != size_of($0)) spread[slot] = 1
        } else {
            home[slot] = block; first_kind[slot] = kind; size[slot] = size_of($0)
        }
        use[lines] = slot; last[slot] = lines; last_kind[slot] = kind
    }
    if ($0 ~ /^\.Lfunc_end/)
        flush_function()
}

END { flush_function() }
