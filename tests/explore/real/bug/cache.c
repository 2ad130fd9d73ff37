/* The seeded bug of ../cache.c. */
#define BUG
#include "../cache.c"
