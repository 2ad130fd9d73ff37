/* explore: leak
 * One finding per place of allocation, however many blocks were lost there. */
#include <pthread.h>
#include <stdlib.h>

static void *lose(void *argument)
{
    for (int i = 0; i < 3; i++) {
        char *many = malloc(10);
        many[0] = 1;
    }
    char *one = malloc(20);
    one[0] = 1;
    return argument;
}

int main(void)
{
    pthread_t one, other;
    pthread_create(&one, NULL, lose, NULL);
    pthread_create(&other, NULL, lose, NULL);
    pthread_join(one, NULL);
    pthread_join(other, NULL);
    return 0;
}
