/* explore: proved
 * A cache that forgets what was used least lately, under a reader-writer lock:
 * whoever reorders its list must write. cache_bug.c reorders as a reader. */
#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

enum { ROOM = 2 };

struct entry {
    struct entry *next, *previous;
    int key, value;
};

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
static struct entry list = {.next = &list, .previous = &list};
static int count;

static void unlink_entry(struct entry *entry)
{
    entry->previous->next = entry->next;
    entry->next->previous = entry->previous;
}

static void link_first(struct entry *entry)
{
    entry->next = list.next;
    entry->previous = &list;
    list.next->previous = entry;
    list.next = entry;
}

static struct entry *find(int key)
{
    for (struct entry *entry = list.next; entry != &list; entry = entry->next)
        if (entry->key == key)
            return entry;
    return NULL;
}

static void put(int key, int value)
{
    struct entry *entry = malloc(sizeof *entry);
    entry->key = key;
    entry->value = value;
    pthread_rwlock_wrlock(&lock);
    if (count == ROOM) {
        struct entry *last = list.previous;
        unlink_entry(last);
        free(last);
        count--;
    }
    link_first(entry);
    count++;
    pthread_rwlock_unlock(&lock);
}

/* Returns the value, or -1. */
static int get(int key)
{
#ifdef BUG
    pthread_rwlock_rdlock(&lock);
#else
    pthread_rwlock_wrlock(&lock);
#endif
    struct entry *entry = find(key);
    int value = -1;
    if (entry) {
        unlink_entry(entry);
        link_first(entry);
        value = entry->value;
    }
    pthread_rwlock_unlock(&lock);
    return value;
}

static void *read_one(void *argument)
{
    int value = get(1);
    assert(value == 10 || value == -1);
    return argument;
}

static void *read_other(void *argument)
{
    int value = get(2);
    assert(value == 20 || value == -1);
    put(3, 30);
    return argument;
}

int main(void)
{
    pthread_t threads[2];
    put(1, 10);
    put(2, 20);
    pthread_create(&threads[0], NULL, read_one, NULL);
    pthread_create(&threads[1], NULL, read_other, NULL);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
    int length = 0;
    while (list.next != &list) {
        struct entry *entry = list.next;
        unlink_entry(entry);
        free(entry);
        length++;
    }
    assert(length == count);
    return 0;
}
