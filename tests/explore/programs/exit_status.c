/* explore: wrong outcome */
/* the check and the debit do not share a lock */
#include <pthread.h>
#include <stdio.h>

static int balance = 100;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *withdraw(void *arg)
{
    int amount = *(int *)arg;
    pthread_mutex_lock(&lock);
    int enough = balance >= amount;
    pthread_mutex_unlock(&lock);
    if (enough) {
        pthread_mutex_lock(&lock);
        balance -= amount;
        pthread_mutex_unlock(&lock);
    }
    return NULL;
}

int main(void)
{
    pthread_t one, two;
    int amount = 80;
    pthread_create(&one, NULL, withdraw, &amount);
    pthread_create(&two, NULL, withdraw, &amount);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    printf("balance %d\n", balance);
    return balance < 0;
}
