/* temporary.h: where files and folders go that vanish after use. */
#ifndef RACELAB_PROCESS_TEMPORARY_H
#define RACELAB_PROCESS_TEMPORARY_H

/* "FOLDER/racelab-PURPOSE-XXXXXX" for mkstemp() and mkdtemp(), where FOLDER is
 * TMPDIR or /tmp. The caller frees it; NULL: out of memory. */
char *temporary_template(const char *purpose);

#endif
