#include "report/terminal.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDTH_UNKNOWN = 100, WIDTH_MIN = 20, WIDTH_MAX = 1000, TEXT_MIN = 40, TEXT_MAX = 100 };
enum { LINE_MAX_PIPED = 10000 };

static bool color_wanted(bool interactive, enum terminal_color wanted)
{
    if (wanted != COLOR_AUTO)
        return wanted == COLOR_ALWAYS;
    const char *off = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    return interactive && !(off && off[0]) && !(term && strcmp(term, "dumb") == 0);
}

static int width_of(int descriptor)
{
    const char *columns = getenv("COLUMNS");
    long width = columns ? strtol(columns, NULL, 10) : 0;
    struct winsize size;
    if (width <= 0 && ioctl(descriptor, TIOCGWINSZ, &size) == 0)
        width = size.ws_col;
    if (width <= 0)
        return WIDTH_UNKNOWN;
    return width < WIDTH_MIN ? WIDTH_MIN : width > WIDTH_MAX ? WIDTH_MAX : (int)width;
}

struct terminal terminal_of(FILE *stream, enum terminal_color wanted)
{
    bool interactive = isatty(fileno(stream)) == 1;
    return (struct terminal){
        .interactive = interactive,
        .color = color_wanted(interactive, wanted),
        .utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0,
        .width = width_of(fileno(stream)),
    };
}

int terminal_line_width(const struct terminal *terminal)
{
    return terminal->interactive ? terminal_text_width(terminal) : LINE_MAX_PIPED;
}

int terminal_text_width(const struct terminal *terminal)
{
    int width = terminal->interactive ? terminal->width : TEXT_MAX;
    return width < TEXT_MIN ? TEXT_MIN : width > TEXT_MAX ? TEXT_MAX : width;
}

static const char *style(const struct terminal *terminal, const char *sequence)
{
    return terminal->color ? sequence : "";
}

const char *terminal_red(const struct terminal *terminal)
{
    return style(terminal, "\033[31m");
}

const char *terminal_green(const struct terminal *terminal)
{
    return style(terminal, "\033[32m");
}

const char *terminal_yellow(const struct terminal *terminal)
{
    return style(terminal, "\033[33m");
}

const char *terminal_bold(const struct terminal *terminal)
{
    return style(terminal, "\033[1m");
}

const char *terminal_dim(const struct terminal *terminal)
{
    return style(terminal, "\033[2m");
}

const char *terminal_plain(const struct terminal *terminal)
{
    return style(terminal, "\033[0m");
}
