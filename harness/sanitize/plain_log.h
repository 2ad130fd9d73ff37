/* plain_log.h: a log as the sanitizer printed it, without what terminals and CI
 * servers put around its lines: colours, carriage returns, and a beginning that
 * all lines share, such as ctest's "12: ", a time or the name of a container. */
#ifndef RACELAB_SANITIZE_PLAIN_LOG_H
#define RACELAB_SANITIZE_PLAIN_LOG_H

#include <stddef.h>

/* Takes away in place; *size becomes what is left, and a NUL follows it (text has
 * room for size + 1 bytes). The beginning of lines goes only where the first line
 * of a report and the one below it share it; digits and blanks in it may differ. */
void plain_log(char *text, size_t *size);

#endif
