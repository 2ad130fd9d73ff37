#include "workshop/screen.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { ROWS_UNKNOWN = 24, ROWS_LEAST = 6, COLUMNS_LEAST = 20 };

#define ENTER "\033[?1049h\033[?7l\033[?25l" /* alternate page, no wrapping, no cursor */
#define LEAVE "\033[?7h\033[?25h\033[?1049l"

void screen_measure(struct screen *screen)
{
    struct winsize size = {0};
    screen->rows = ROWS_UNKNOWN;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
        return;
    if (size.ws_row > 0)
        screen->rows = size.ws_row < ROWS_LEAST ? ROWS_LEAST : size.ws_row;
    if (size.ws_col > 0)
        screen->terminal.width = size.ws_col < COLUMNS_LEAST ? COLUMNS_LEAST : size.ws_col;
}

int screen_take(struct screen *screen, enum terminal_color color)
{
    *screen = (struct screen){.terminal = terminal_of(stdout, color)};
    if (tcgetattr(STDIN_FILENO, &screen->before) != 0 || !isatty(STDOUT_FILENO))
        return -ENOTTY;
    struct termios raw = screen->before;
    raw.c_lflag &= (tcflag_t) ~(ECHO | ICANON | ISIG);
    raw.c_iflag &= (tcflag_t) ~(IXON | ICRNL);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    if (tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) != 0)
        return -ENOTTY;
    fputs(ENTER, stdout);
    fflush(stdout);
    screen->taken = true;
    screen_measure(screen);
    return 0;
}

void screen_give_back(struct screen *screen)
{
    if (!screen->taken)
        return;
    fputs(LEAVE, stdout);
    fflush(stdout);
    tcsetattr(STDIN_FILENO, TCSADRAIN, &screen->before);
    /* libuv made reading return at once, for everybody who has this terminal. */
    fcntl(STDIN_FILENO, F_SETFL, fcntl(STDIN_FILENO, F_GETFL) & ~O_NONBLOCK);
    screen->taken = false;
}

size_t screen_room(const struct screen *screen)
{
    return (size_t)screen->rows - 3; /* head, an empty line, foot */
}

/* The beginning of the line after this one; NULL: there is none. */
static const char *next_line(const char *at)
{
    const char *end = strchr(at, '\n');
    return end && end[1] ? end + 1 : NULL;
}

void screen_draw(const struct screen *screen, const char *head, const char *body, size_t top,
                 const char *foot)
{
    const char *at = body[0] ? body : NULL;
    size_t room = screen_room(screen);
    for (; at && top > 0; top--)
        at = next_line(at);
    /* Cleared first: after its last column a line would lose that to clearing. */
    printf("\033[H\033[K%s\n\033[K\n", head);
    for (size_t row = 0; row < room; row++) {
        fputs("\033[K", stdout);
        if (at)
            fwrite(at, 1, strcspn(at, "\n"), stdout);
        fputc('\n', stdout);
        at = at ? next_line(at) : NULL;
    }
    printf("\033[K%s", foot);
    fflush(stdout);
}
