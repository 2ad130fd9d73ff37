#include "process/interrupt.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>

static _Atomic int arrived;

static void remember(int signal_number)
{
    atomic_store(&arrived, signal_number);
}

void interrupt_catch(void)
{
    struct sigaction action = {.sa_handler = remember, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

bool interrupt_requested(void)
{
    return atomic_load(&arrived) != 0;
}

int interrupt_signal(void)
{
    return atomic_load(&arrived);
}
