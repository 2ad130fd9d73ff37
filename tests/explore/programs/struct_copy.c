/* explore: data race
 * A structure is copied while another thread writes one field of it. */
#include <pthread.h>

static struct pair {
    long first, second, third;
} shared, copy;

static void *write_one(void *argument)
{
    shared.second = 1;
    return argument;
}

int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, write_one, NULL);
    copy = shared;
    pthread_join(thread, NULL);
    return (int)copy.third;
}
