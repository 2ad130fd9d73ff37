#include "mailbox.h"

#include <assert.h>
#include <pthread.h>
#include <stdio.h>

static void *post(void *letter)
{
    mailbox_put(*(int *)letter);
    return NULL;
}

int main(void)
{
    pthread_t posters[2];
    int letters[2] = {1, 2}, sum = 0;
    for (int i = 0; i < 2; i++)
        pthread_create(&posters[i], NULL, post, &letters[i]);
    for (int i = 0; i < 2; i++)
        sum += mailbox_take();
    for (int i = 0; i < 2; i++)
        pthread_join(posters[i], NULL);
    printf("letters worth %d\n", sum);
    assert(mailbox_count() == 2);
    return sum != 3;
}
