/* explore: use after free
 * One thread unmaps what the other may still write to. */
#include <pthread.h>
#include <sys/mman.h>

static volatile char *page;

static void *write_to(void *unused)
{
    page[8] = 1;
    return unused;
}

int main(void)
{
    pthread_t thread;
    page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    pthread_create(&thread, NULL, write_to, NULL);
    munmap((void *)page, 4096);
    pthread_join(thread, NULL);
    return 0;
}
