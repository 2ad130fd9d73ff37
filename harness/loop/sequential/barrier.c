/* Instead of barrier.c where there are no system calls: both sides pay. */
#include "../barrier.h"

bool barrier_ready(void)
{
    return false;
}

void barrier_everywhere(void)
{
}
