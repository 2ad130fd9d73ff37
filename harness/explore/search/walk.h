/* walk.h: a depth-first walk through a tree of steps, one step at a time; what
 * of the tree it goes through is for its callers (dfs.c, cut.c) to say. There
 * is one walk in a process.
 */
#ifndef RACELAB_EXPLORE_WALK_H
#define RACELAB_EXPLORE_WALK_H

#include "explore/search/dfs.h"

struct level {
    struct mark mark;
    struct step steps[DFS_CHOICES];
    unsigned count, next;
    unsigned end;     /* of the steps to be taken here: others take the rest */
    unsigned spent;   /* preemptions on the way here */
    unsigned choices; /* on the way here: steps that could have been others */
    double weight;    /* of what lies below, all being 1 and branches equally large */
};

struct walk {
    const struct search_settings *settings;
    struct search_result *result;
    struct level *levels;
    struct step *path;
    uint64_t depth;
    unsigned bound; /* preemptions that a path may have */
    uint64_t base;  /* length of the path to the part that is this process's */
    unsigned first; /* step to begin with there */
    double done;    /* weight of what was visited */
    bool cuts;      /* the tree is being cut into parts: */
    uint64_t fresh; /* steps since the part before, */
    bool cut;       /* and some of it lies below */
};

extern struct walk walk;

/* Begins a walk, at the model's start; afterwards the model is to be undone. */
void walk_begin(const struct search_settings *settings, struct search_result *result,
                unsigned bound);
void walk_end(void);

/* Opens the level at which the model is now. */
void walk_open(void);

/* The next step at the level, which becomes the end of the path. */
void walk_descend(struct level *level);

/* Back to the level before. */
void walk_ascend(void);

/* Whether a limit was met, or nothing more is wanted. */
bool walk_over(void);

#endif
