/* json_file.h: JSON documents that others wrote, from files. */
#ifndef RACELAB_REPORT_JSON_FILE_H
#define RACELAB_REPORT_JSON_FILE_H

#include <jansson.h>

/* The document in the file; "-" is standard input. NULL after one line to standard
 * error, which begins with `program`: it cannot be read, is no JSON, or names a thing
 * twice. The caller gives it back with json_decref(). */
json_t *json_file_read(const char *program, const char *path);

#endif
