/* A descriptor is closed while another thread uses it. Its number is high, so
 * that the pipe of TSan's symbolizer does not take its place. */
#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

enum { NUMBER = 100 };

static void *closer(void *unused)
{
    usleep(100000);
    close(NUMBER);
    return unused;
}

int main(void)
{
    char byte;
    pthread_t thread;
    dup2(open("/dev/null", O_RDONLY), NUMBER);
    pthread_create(&thread, NULL, closer, NULL);
    ssize_t got = read(NUMBER, &byte, 1);
    pthread_join(thread, NULL);
    return got == 1;
}
