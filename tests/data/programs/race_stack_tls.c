/* Two reports in one run: a local of main() and a thread-local of main(). */
#include <pthread.h>

static _Thread_local int own;

struct addresses {
    int *local, *own;
};

static void *worker(void *argument)
{
    struct addresses *addresses = argument;
    *addresses->local = 1;
    *addresses->own = 1;
    return NULL;
}

int main(void)
{
    int local = 0;
    struct addresses addresses = {&local, &own};
    pthread_t thread;
    pthread_create(&thread, NULL, worker, &addresses);
    local = 2;
    own = 2;
    pthread_join(thread, NULL);
    return 0;
}
