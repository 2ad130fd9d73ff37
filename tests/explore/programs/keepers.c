/* explore: wrong outcome
 * Blocks that are assigned, kept in a member, or made by functions of the program. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

struct account { pthread_mutex_t lock; int balance; struct { int count; } slots[4]; };
struct bank { struct account *accounts; } bank;
struct list { struct list *next; int value; };

static void *xmalloc(size_t size)
{
    void *memory = malloc(size);
    return memory ? memory : (abort(), NULL);
}
static struct list *make(int value)
{
    struct list *node = xmalloc(sizeof *node);
    node->value = value;
    node->next = NULL;
    return node;
}
static struct list *head;

static void *work(void *argument)
{
    struct account *account = argument;
    pthread_mutex_lock(&account->lock);
    account->balance++;
    pthread_mutex_unlock(&account->lock);
    account->slots[3].count++;
    bank.accounts[1].balance++;
    head->value++;
    return NULL;
}

int main(void)
{
    pthread_t one, two;
    struct account *account;
    account = calloc(1, sizeof *account);
    bank.accounts = calloc(3, sizeof *bank.accounts);
    head = make(3);
    pthread_mutex_init(&account->lock, NULL);
    pthread_create(&one, NULL, work, account);
    pthread_create(&two, NULL, work, account);
    pthread_join(one, NULL);
    pthread_join(two, NULL);
    int result = account->balance + head->value != 7;
    free(account); free(bank.accounts); free(head);
    return result;
}
