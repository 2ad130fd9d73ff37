#include "process/orphans.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

void orphans_adopt(void)
{
    prctl(PR_SET_CHILD_SUBREAPER, 1);
}

/* Whether a child of ours has not ended; it is then killed. The kernel lists
 * children by the thread that they were given to, which for orphans is the
 * first one. */
static unsigned kill_children(bool *listed)
{
    char path[64];
    unsigned count = 0;
    int child;
    snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
    FILE *file = fopen(path, "re");
    while (file && fscanf(file, "%d", &child) == 1)
        count += kill(child, SIGKILL) == 0;
    *listed = file != NULL;
    if (file)
        fclose(file);
    return count;
}

unsigned orphans_end(void)
{
    unsigned count = 0;
    for (;;) {
        bool listed; /* kernels without the list are not waited on */
        count += kill_children(&listed);
        pid_t ended = waitpid(-1, NULL, listed ? 0 : WNOHANG); /* its own children come to us */
        if (ended == 0 || (ended < 0 && errno != EINTR))
            return count;
    }
}
