#include "lab/runner.h"

#include "lab/lab.h"
#include "options/option.h"
#include "stress/session.h"

#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

static void end_group(int signal_number)
{
    (void)signal_number;
    kill(0, SIGKILL);
}

/* A lab may fork. When the supervisor dies, the children must go too, and only
 * a signal that can be handled reaches them all. */
static void die_with_supervisor(void)
{
    struct sigaction action = {.sa_handler = end_group};
    sigemptyset(&action.sa_mask);
    sigaction(SIGTERM, &action, NULL);
    pid_t supervisor = getppid();
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != supervisor)
        end_group(SIGTERM);
}

int runner_main(const char *descriptor)
{
    long page;
    struct stat status;
    if (!option_read_count(descriptor, 0, INT_MAX, &page) || fstat((int)page, &status) != 0 ||
        !S_ISREG(status.st_mode) || status.st_size != (off_t)sizeof(struct tally)) {
        fprintf(stderr, "--runner: not a tally; this option is the harness's own\n");
        return EXIT_USAGE;
    }
    struct tally *tally =
        mmap(NULL, sizeof *tally, PROT_READ | PROT_WRITE, MAP_SHARED, (int)page, 0);
    if (tally == MAP_FAILED || !tally_fits(tally, (size_t)status.st_size)) {
        fprintf(stderr, "--runner: the tally was made by another build; build again\n");
        return EXIT_USAGE;
    }
    die_with_supervisor();
    return session_run(&lab, tally) == 0 ? 0 : EXIT_ENVIRONMENT;
}
