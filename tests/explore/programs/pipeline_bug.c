/* explore: assertion failed */
#define BUG
#include "pipeline.c"
