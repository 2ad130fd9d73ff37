/* explore: proved
 * Deferred cancellation: a waiting thread ends, with the mutex in its clean-up
 * handlers; one that has switched it off does not; one that ends itself runs its
 * handlers too. */
#include <assert.h>
#include <pthread.h>
#include <semaphore.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t never = PTHREAD_COND_INITIALIZER;
static int cleaned, protected;

static void give_back(void *argument)
{
    cleaned++;
    pthread_mutex_unlock(argument);
}

static void *wait_for_ever(void *argument)
{
    pthread_mutex_lock(&mutex);
    pthread_cleanup_push(give_back, &mutex);
    for (;;)
        pthread_cond_wait(&never, &mutex);
    pthread_cleanup_pop(1);
    return argument;
}

static void *go_through(void *argument)
{
    int before;
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &before);
    assert(before == PTHREAD_CANCEL_ENABLE);
    usleep(1);
    protected = 1;
    pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, NULL);
    pthread_testcancel();
    return argument;
}

static void note(void *argument)
{
    *(int *)argument += 10;
}

static void *leave(void *argument)
{
    pthread_cleanup_push(note, argument);
    pthread_exit(argument);
    pthread_cleanup_pop(0);
    return NULL;
}

int main(void)
{
    pthread_t threads[3];
    int noted = 0;
    void *result;
    pthread_create(&threads[0], NULL, wait_for_ever, NULL);
    assert(pthread_cancel(threads[0]) == 0);
    assert(pthread_join(threads[0], &result) == 0 && result == PTHREAD_CANCELED);
    assert(pthread_mutex_trylock(&mutex) == 0 && cleaned == 1);
    pthread_create(&threads[1], NULL, go_through, &noted);
    pthread_cancel(threads[1]);
    pthread_join(threads[1], &result);
    assert(protected && (result == PTHREAD_CANCELED || result == &noted));
    pthread_create(&threads[2], NULL, leave, &noted);
    pthread_join(threads[2], &result);
    assert(result == &noted && noted == 10);
    return 0;
}
