/* grade_files.h: who handed in which files. */
#ifndef RACELAB_WORKSHOP_GRADE_FILES_H
#define RACELAB_WORKSHOP_GRADE_FILES_H

#include "workshop/grade.h"

/* Fills in people and exercises, all grades missing. As grade_all(). */
int grade_list(const char *program, const struct exercise *only, const char *const *paths,
               struct grading *grading);

/* The person's file for the exercise, an absolute path that the caller frees;
 * NULL: there is none. Links out of the person's folder are none. */
char *grade_file(const char *path, const struct exercise *exercise);

#endif
