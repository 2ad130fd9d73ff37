# debian_changelog.awk: CHANGELOG.md as Debian's policy wants it (deb-changelog(5)):
#   awk -v maintainer='Name <address>' -v date='RFC 5322' -f debian_changelog.awk CHANGELOG.md
# "## 0.1.0" begins a version, "- text" an entry, which is wrapped anew.

function write_entry(    count, words, i, line) {
    if (entry == "")
        return
    count = split(entry, words, " ")
    line = "  *"
    for (i = 1; i <= count; i++) {
        if (length(line) + 1 + length(words[i]) > 78) {
            print line
            line = "   "
        }
        line = line " " words[i]
    }
    print line
    entry = ""
}

function write_trailer() {
    write_entry()
    if (version != "")
        print "\n -- " maintainer "  " date
}

/^## / {
    write_trailer()
    version = $2
    print "racelab (" version ") unstable; urgency=medium\n"
    next
}
/^- / {
    write_entry()
    entry = substr($0, 3)
    next
}
/^  / { entry = entry " " $0 }
END { write_trailer() }
