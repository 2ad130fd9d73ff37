/* session.h: somebody at work in a workshop's folder: what is judged, and what
 * is remembered of it.
 */
#ifndef RACELAB_WORKSHOP_SESSION_H
#define RACELAB_WORKSHOP_SESSION_H

#include "workshop/folder.h"
#include "workshop/judge.h"

struct session {
    struct folder folder;
    struct reference *references; /* as many as exercises; .exercise NULL: not opened yet */
};

/* Opens the workshop at or above the current folder. Returns 0, or an exit code
 * after one line to standard error that begins with `program`. After 0 the
 * caller releases the session. Tells of a damaged progress file on standard
 * error, and rebuilds it from what passes. */
int session_open(const char *program, struct session *session);
void session_release(struct session *session);

struct session_screen {
    int columns;
    bool utf8;
};

/* Judges the person's file of the exercise with all witnesses, and remembers
 * whether it passed; the caller releases the card and saves the folder. An
 * exercise whose file is gone, or that was not begun, gets a card that says so.
 * One thread at a time. */
void session_judge(struct session *session, const struct exercise *exercise,
                   const struct session_screen *screen, struct card *card);

/* The two halves of it: judging, which may be done by another thread that
 * touches the references alone, and remembering. */
void session_look(struct session *session, const struct exercise *exercise,
                  const struct session_screen *screen, struct card *card);
void session_remember(struct session *session, const struct card *card);

/* The size of a trial with real threads: what the exercise says of itself, or
 * what is usual where it was not judged yet. */
struct lab_run session_trial(const struct session *session, const struct exercise *exercise);

/* The next hint of the exercise, which is then counted as shown; the last one
 * again where all were. The tier is the card's for the first, NULL: none. */
enum hint_tier session_hint(struct session *session, const struct exercise *exercise,
                            const struct card *card);

#endif
