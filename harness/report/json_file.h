/* json_file.h: JSON documents from files, and into them. */
#ifndef RACELAB_REPORT_JSON_FILE_H
#define RACELAB_REPORT_JSON_FILE_H

#include <jansson.h>
#include <stdio.h>

/* The document in the file; "-" is standard input. NULL after one line to standard
 * error, which begins with `program`: it cannot be read, is no JSON, or names a thing
 * twice. The caller gives it back with json_decref(). */
json_t *json_file_read(const char *program, const char *path);

/* Prints the document, indented, with a line feed after it. Returns 0, or a negative
 * errno where it could not be written; what is buffered may fail later. */
int json_file_print(const json_t *document, FILE *out);

#endif
