/* team.h: the processes that share one search.
 *
 * The process that began the search forks workers and waits for them. A
 * worker has the model at its start, as everything else, and a place in
 * memory that all of them share, where it leaves what it found. What the
 * workers tell each other meanwhile (tasks, for a start) is the strategy's
 * affair, in memory that it reserves with team_reserve() before.
 *
 * A location that becomes visible in one worker ends the search of all: the
 * search starts afresh with what they know together. At the end, too, the
 * workers' knowledge of who touches what is joined, so that the set of visible
 * locations is that of one process that takes every step itself.
 *
 * A worker that dies ends the whole: what it would have found is missing.
 */
#ifndef RACELAB_EXPLORE_TEAM_H
#define RACELAB_EXPLORE_TEAM_H

#include "explore/search/search.h"

struct team_job {
    /* Puts all that there is to do, or is left to do (`goes_on`), into the shared memory. */
    void (*prepare)(const struct search_settings *settings);
    /* What every worker does, from the model's start; it need not go back there. */
    void (*work)(const struct search_settings *settings, struct search_result *result);
    /* Called again and again by the process that waits, and once when all
     * workers have ended: it gathers their results as they come, and says when
     * it has enough. NULL: all that they leave behind is added up at the end. */
    bool (*gather)(struct search_result *result, bool last);
    /* What one process has done before a team is due stays done, and work() has
     * left the rest where prepare() finds it. */
    bool goes_on;
};

enum { TEAM_MAX = 1024 }; /* workers */

/* Does the job, in as many processes as settings->jobs says, and adds to
 * result and to the goals what all of them found. The model must be at its
 * start; afterwards it may be anywhere. A search that ends after a number of
 * executions is done by one process, so that these are always the same. */
void team_share(const struct search_settings *settings, struct search_result *result,
                const struct team_job *job);

/* The two halves of that. In settings->jobs processes; where the system
 * refuses to fork, in this one. */
void team_run(const struct search_settings *settings, struct search_result *result,
              const struct team_job *job);

/* In this process, for settings->alone steps. True where that was all of it, or
 * ended it. Else a team is due, and nothing has happened (but job->goes_on). */
bool team_try_alone(const struct search_settings *settings, struct search_result *result,
                    const struct team_job *job);

/* Memory that the processes forked from here on share. Never moves. */
void *team_reserve(size_t bytes);
void team_release(void *region, size_t bytes);

/* For the work. Outside of a team nobody is hungry and nothing comes next. */

/* Whether workers wait for something to do, more of them than tasks wait
 * (team_offered, team_taken). Cheap. */
bool team_hungry(void);
void team_offered(unsigned tasks);
void team_taken(unsigned tasks);

/* What the workers change together, they change with the lock held: for a
 * moment only, and never with another lock inside. */
void team_lock(void);
void team_unlock(void);

/* The same without waiting: true where the lock is held now. For who must not wait
 * for a worker that may be dead. */
bool team_try_lock(void);

/* Waits until take() finds something to do, and returns true; or until
 * everybody waits and nothing is left, or the search is over: false. take() is
 * called with the lock held. */
bool team_next(bool (*take)(void));

/* Sleeps a little, the longer the more often that has been. */
void team_wait(unsigned turn);

/* Whether somebody has ended the search. Cheap. */
bool team_stopped(void);

#endif
