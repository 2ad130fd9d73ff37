/* explore: crash */
#define BUG
#include "cache.c"
