/* explore_json.h: the versioned JSON document of `racelab explore`; its fields
 * are described in docs/reference/json.md. */
#ifndef RACELAB_EXPLORE_JSON_H
#define RACELAB_EXPLORE_JSON_H

#include "explore/trace/explore_text.h"

enum { EXPLORE_JSON_VERSION = 1 };

struct explore_json;

/* NULL only without memory, which the others accept. */
struct explore_json *explore_json_new(void);
void explore_json_add(struct explore_json *json, const struct explored *explored);

/* partial: the user interrupted. Returns 0, or -EIO where it could not be
 * printed. */
int explore_json_print(const struct explore_json *json, bool partial, FILE *out);
void explore_json_release(struct explore_json *json);

#endif
