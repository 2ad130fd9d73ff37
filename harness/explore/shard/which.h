/* which.h: which shard a process is: as a person says it, or by the variables
 * with which whatever started it has numbered it.
 */
#ifndef RACELAB_EXPLORE_SHARD_WHICH_H
#define RACELAB_EXPLORE_SHARD_WHICH_H

enum { SHARDS_MAX = 10000 };

#define SHARD_COUNT_VARIABLE "RACELAB_SHARD_COUNT"

struct shard_number {
    long number, count; /* from 1 */
};

/* Reads "I/N" or "auto". Returns 0, or EXIT_USAGE after one line to standard
 * error that begins with `program`. */
int shard_number_read(const char *text, struct shard_number *shard, const char *program);

#endif
