/* explore: proved */
/* what is printed depends on who came first, and the status does not */
#include <pthread.h>
#include <stdio.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int places;

static void *run(void *name)
{
    pthread_mutex_lock(&lock);
    int place = ++places;
    pthread_mutex_unlock(&lock);
    printf("%s is number %d\n", (const char *)name, place);
    return NULL;
}

int main(void)
{
    pthread_t one, two, three;
    pthread_create(&one, NULL, run, "one");
    pthread_create(&two, NULL, run, "two");
    pthread_create(&three, NULL, run, "three");
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    pthread_join(three, NULL);
    puts("done");
    return 0;
}
