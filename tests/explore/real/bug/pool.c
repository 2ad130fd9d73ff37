/* The seeded bug of ../pool.c. */
#define BUG
#include "../pool.c"
