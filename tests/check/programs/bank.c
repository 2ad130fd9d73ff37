#include <assert.h>
#include <pthread.h>
#include <stdio.h>

static int balance = 100;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int read_balance(void)
{
    pthread_mutex_lock(&lock);
    int value = balance;
    pthread_mutex_unlock(&lock);
    return value;
}

static void *withdraw(void *amount)
{
    if (read_balance() >= *(int *)amount) {
        pthread_mutex_lock(&lock);
        balance -= *(int *)amount;
        pthread_mutex_unlock(&lock);
    }
    return NULL;
}

int main(void)
{
    pthread_t one, two;
    int amount = 100;
    pthread_create(&one, NULL, withdraw, &amount);
    pthread_create(&two, NULL, withdraw, &amount);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    printf("balance %d\n", balance);
    assert(balance >= 0);
    return 0;
}
