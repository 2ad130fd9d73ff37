/* desk.h: what somebody at a terminal has before them: one exercise, its card,
 * and a page of text. Nothing here waits, except for the commands that are lent
 * the terminal.
 */
#ifndef RACELAB_WORKSHOP_DESK_H
#define RACELAB_WORKSHOP_DESK_H

#include "workshop/screen.h"
#include "workshop/session.h"

struct desk {
    struct session *session; /* borrowed */
    struct screen screen;
    const struct exercise *exercise;
    struct card card; /* .exercise NULL: none yet */
    char *body;       /* what is shown */
    bool card_shown;  /* the body is the card: it follows the window's width */
    size_t top;       /* first line shown */
    char *note;       /* one line above the keys; NULL: none */
    const char *busy; /* static; NULL: nothing is at work */
};

/* Takes the terminal. Returns 0 or -ENOTTY. */
int desk_init(struct desk *desk, struct session *session, enum terminal_color color);
void desk_release(struct desk *desk);

void desk_draw(const struct desk *desk);

/* The body, made again for another width. */
void desk_redo(struct desk *desk);
void desk_page(struct desk *desk);
void desk_note(struct desk *desk, const char *note);

/* The card, and the question where the exercise is not passed. */
void desk_show_card(struct desk *desk);
void desk_show_list(struct desk *desk);

/* Takes over the text. */
void desk_show_text(struct desk *desk, char *text);

/* Takes over what the card owns. */
void desk_take_card(struct desk *desk, struct card *card);

/* Goes to an exercise, without a card. */
void desk_choose(struct desk *desk, const struct exercise *exercise);

/* Goes to the next that is not passed, in the order of teaching and around. */
void desk_next(struct desk *desk);
void desk_hint(struct desk *desk);
void desk_reset(struct desk *desk);

/* Keeps the progress; what cannot be kept is noted. */
void desk_keep(struct desk *desk);

/* Lend the terminal to the person's program on real threads, to the explorer,
 * to play. */
void desk_run(struct desk *desk);
void desk_explore(struct desk *desk);
void desk_play(struct desk *desk);

#endif
