/* explore: proved
 * A program may call its own what the engine calls so too. */
#include <pthread.h>

pthread_t threads[2];
int memory, files, model, events, saved, heap_size;
struct fiber {
    int regs;
} fiber_regs;

void *thread_create(void *argument);
void *thread_create(void *argument)
{
    return argument;
}

int main(void)
{
    for (int i = 0; i < 2; i++)
        pthread_create(&threads[i], 0, thread_create, 0);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], 0);
    return memory + files + model + events + saved + heap_size + fiber_regs.regs;
}
