/* screen.h: the whole terminal, for somebody who watches: raw keys, and one page
 * of text between a head and a foot.
 */
#ifndef RACELAB_WORKSHOP_SCREEN_H
#define RACELAB_WORKSHOP_SCREEN_H

#include "report/terminal.h"

#include <stddef.h>
#include <termios.h>

struct screen {
    struct terminal terminal; /* .width follows the window */
    int rows;
    bool taken; /* raw keys, alternate page */
    struct termios before;
};

/* Takes the terminal. Returns 0, or -ENOTTY where input or output is none. */
int screen_take(struct screen *screen, enum terminal_color color);

/* Gives the terminal back as it was; may be taken again. */
void screen_give_back(struct screen *screen);

/* Asks how large the window is now. */
void screen_measure(struct screen *screen);

/* How many lines of body fit. */
size_t screen_room(const struct screen *screen);

/* Draws all: one line of head and of foot, and the body from its line `top` on.
 * Lines that are too long are cut by the terminal. */
void screen_draw(const struct screen *screen, const char *head, const char *body, size_t top,
                 const char *foot);

#endif
