/* watch.h: a lab's binary used by itself, by a person or under a tool. */
#ifndef RACELAB_LAB_WATCH_H
#define RACELAB_LAB_WATCH_H

/* Reads the options, runs the trials, prints the table; returns the exit code. */
int watch_main(int argc, char **argv);

#endif
