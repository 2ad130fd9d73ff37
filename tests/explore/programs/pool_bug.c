/* explore: lost wakeup */
#define BUG
#include "pool.c"
