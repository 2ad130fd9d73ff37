#include "process/interrupt.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>

static atomic_bool arrived;

static void remember(int signal_number)
{
    (void)signal_number;
    atomic_store(&arrived, true);
}

/* nohup says so, and means it. */
static bool ignored(int signal_number)
{
    struct sigaction now;
    return sigaction(signal_number, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
}

void interrupt_catch(void)
{
    struct sigaction action = {.sa_handler = remember, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    if (!ignored(SIGHUP))
        sigaction(SIGHUP, &action, NULL);
}

bool interrupt_requested(void)
{
    return atomic_load(&arrived);
}
