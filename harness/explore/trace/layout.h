/* layout.h: how a trace lies on a screen: a column per thread while there is room
 * for them, else one column, with the thread's name in front. */
#ifndef RACELAB_EXPLORE_LAYOUT_H
#define RACELAB_EXPLORE_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

enum layout_kind {
    LAYOUT_BESIDE, /* a column per thread, each step with its place */
    LAYOUT_PLACED, /* the places in a column of their own, then one per thread */
    LAYOUT_LISTED  /* one column, after the threads' names */
};

enum { LAYOUT_THREADS_MAX = 6 };

struct layout {
    enum layout_kind kind;
    size_t count; /* threads that have a column */
    long threads[LAYOUT_THREADS_MAX];
    int number; /* columns of the screen for the step's number, */
    int place;  /* its place; 0: it stands with the step, */
    int width;  /* each thread, */
    int value;  /* and the object's value; 0: there is none */
};

/* What is to be laid out. */
struct layout_need {
    const long *steps; /* who takes each step that is shown */
    size_t count;
    size_t last;       /* the greatest number of a step */
    int place, widest; /* columns of the widest place, and of the widest cell with its place */
    int word;          /* of the widest word that must not be cut */
    int value;         /* of the widest value; 0: none is shown */
    int room;          /* of the screen */
};

/* The lines are never wider than the room, or than 40 columns. */
void layout_init(struct layout *layout, const struct layout_need *need);

/* Where the column of the thread begins, and how much room there is for a step up to
 * the value: nobody else takes this step. */
int layout_begin(const struct layout *layout, long thread);
int layout_room(const struct layout *layout, long thread);

/* Where the object's value begins. */
int layout_value(const struct layout *layout);

#endif
