#include "sanitize/plain_log.h"

#include <stdbool.h>
#include <string.h>

#include "sanitize/slice.h"

/* "ESC [ 1 m" and the like: any number of parameters, then a letter. */
static size_t escape_at(const char *at, size_t left)
{
    size_t length = 2;
    if (left < 3 || at[0] != '\033' || at[1] != '[')
        return 0;
    while (length < left && at[length] >= 0x20 && at[length] < 0x40)
        length++;
    return length < left ? length + 1 : 0;
}

static void drop_colours(char *text, size_t *size)
{
    size_t kept = 0;
    for (size_t i = 0; i < *size;) {
        size_t escape = escape_at(text + i, *size - i);
        bool before_feed = text[i] == '\r' && i + 1 < *size && text[i + 1] == '\n';
        if (escape == 0 && !before_feed)
            text[kept++] = text[i];
        i += escape > 0 ? escape : 1;
    }
    *size = kept;
}

static bool is_number_like(char c)
{
    return c == ' ' || (c >= '0' && c <= '9');
}

/* Whether the line begins as the other one does. A line whose end was cut off
 * with its blanks ("12:" for "12: ") does, too. */
static bool alike(struct slice line, struct slice beginning)
{
    for (size_t i = 0; i < beginning.size; i++) {
        if (i >= line.size && beginning.at[i] == ' ')
            continue;
        if (i >= line.size || (line.at[i] != beginning.at[i] &&
                               !(is_number_like(line.at[i]) && is_number_like(beginning.at[i]))))
            return false;
    }
    return true;
}

/* "==123==" that ends at the place, of a crash's report. */
static const char *before_pid(const char *begin, const char *at)
{
    const char *back = at;
    if (back - begin < 5 || back[-1] != '=' || back[-2] != '=')
        return at;
    back -= 2;
    while (back > begin && back[-1] >= '0' && back[-1] <= '9')
        back--;
    return back - begin >= 2 && back[-1] == '=' && back[-2] == '=' ? back - 2 : at;
}

/* What stands in the line before the first words of a report; false: it begins none. */
static bool find_beginning(struct slice line, struct slice *beginning)
{
    static const char *const marks[] = {"WARNING: ThreadSanitizer: ", "WARNING: DATA RACE",
                                        "ERROR: ThreadSanitizer: "};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        struct slice rest = line, before;
        if (!slice_skip_past(&rest, marks[i], &before))
            continue;
        const char *at = before_pid(line.at, line.at + before.size);
        *beginning = slice_of(line.at, (size_t)(at - line.at));
        return true;
    }
    return false;
}

/* Words of a report are quoted, too, as by "grep 'WARNING: ...'": in a report the
 * next line goes on. */
static bool goes_on(struct slice ahead, struct slice beginning)
{
    static const char *const words[] = {"  ", "Read at ", "Write at ", "Atomic ", "=="};
    if (ahead.size == 0)
        return false;
    struct slice line = slice_take_line(&ahead);
    if (!alike(line, beginning) || line.size <= beginning.size)
        return false;
    line = slice_of(line.at + beginning.size, line.size - beginning.size);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_starts(line, words[i]))
            return true;
    return false;
}

static size_t common(struct slice line, struct slice beginning)
{
    return line.size < beginning.size ? line.size : beginning.size;
}

/* Where lines move to the left, what a later one is compared with must stay. */
enum { BEGINNING_MAX = 200 };

static void drop_beginnings(char *text, size_t *size)
{
    char kept_beginning[BEGINNING_MAX];
    struct slice rest = slice_of(text, *size), beginning = slice_of(kept_beginning, 0), found;
    size_t kept = 0;
    while (rest.size > 0) {
        const char *at = rest.at;
        struct slice line = slice_take_line(&rest);
        size_t whole = (size_t)(rest.at - at), dropped = 0;
        if (find_beginning(line, &found)) {
            bool believed = found.size <= BEGINNING_MAX && goes_on(rest, found);
            beginning.size = believed ? found.size : 0;
            memcpy(kept_beginning, found.at, beginning.size);
        }
        if (beginning.size > 0 && alike(line, beginning))
            dropped = common(line, beginning);
        memmove(text + kept, at + dropped, whole - dropped);
        kept += whole - dropped;
    }
    *size = kept;
}

void plain_log(char *text, size_t *size)
{
    drop_colours(text, size);
    drop_beginnings(text, size);
    text[*size] = '\0';
}
