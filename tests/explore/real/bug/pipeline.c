/* The seeded bug of ../pipeline.c. */
#define BUG
#include "../pipeline.c"
