/* scaffold_files.h: the files of a new workshop that are always the same. */
#ifndef RACELAB_WORKSHOP_SCAFFOLD_FILES_H
#define RACELAB_WORKSHOP_SCAFFOLD_FILES_H

struct scaffold_file {
    const char *name, *text;
};

/* Ends with a file of no name. */
extern const struct scaffold_file scaffold_files[];

/* The README: before and after the list of exercises. */
extern const char scaffold_readme_head[], scaffold_readme_foot[];

#endif
