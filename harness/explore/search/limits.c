/* limits.c: what dpor does not search. */
#include "explore/search/dpor.h"

#include <string.h>

bool dpor_stop(struct dpor *dpor, const char *limit)
{
    dpor->result->end = SEARCH_STOPPED;
    dpor->result->limit = limit;
    return false;
}

/* What is said of each kind of operation that stops the search. */
static char unknown[OP_KIND_COUNT][80];

void dpor_write_limits(void)
{
    for (unsigned kind = 0; kind < OP_KIND_COUNT; kind++) {
        char *text = unknown[kind];
        text[0] = '\0';
        strcat(text, "'");
        strncat(text, op_names[kind] ? op_names[kind] : "?", 32);
        strcat(text, "', which dpor does not reduce: use states");
    }
}

bool dpor_allows(struct dpor *dpor, const struct deed *deed)
{
    if (model.count > DPOR_THREADS)
        return dpor_stop(dpor, "more than 64 threads, for dpor");
    if (deed->role == ROLE_UNKNOWN)
        return dpor_stop(dpor, unknown[deed->kind]);
    return true;
}
