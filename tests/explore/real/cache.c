/* A cache of strings that forgets what was not used for longest.
 *
 * A hash table finds an entry; a doubly linked list keeps all entries in the
 * order of their last use, newest first. A reader-writer lock lets lookups run
 * side by side: only a lookup that changes the order needs it for writing.
 *
 * With -DBUG, a lookup moves what it has found to the front while it holds the
 * lock for reading only: two lookups then change the same list at once.
 */
#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Doubly linked lists, closed by a head that is no entry */

struct link {
    struct link *newer, *older;
};

static void list_init(struct link *head)
{
    head->newer = head->older = head;
}

static bool list_is_empty(const struct link *head)
{
    return head->older == head;
}

static void list_add_newest(struct link *head, struct link *link)
{
    link->newer = head;
    link->older = head->older;
    head->older->newer = link;
    head->older = link;
}

static void list_remove(struct link *link)
{
    link->newer->older = link->older; /* expect: data race */
    link->older->newer = link->newer;
}

/* Entries */

struct entry {
    struct link use; /* first: an entry is found from its link */
    struct entry *next_in_bucket;
    uint32_t hash;
    char *key, *value;
};

static struct entry *entry_of(struct link *link)
{
    return (struct entry *)link;
}

static uint32_t hash_text(const char *text)
{
    uint32_t hash = 2166136261U;
    while (*text) {
        hash ^= (unsigned char)*text++;
        hash *= 16777619U;
    }
    return hash;
}

static void entry_free(struct entry *entry)
{
    free(entry->key);
    free(entry->value);
    free(entry);
}

static struct entry *entry_new(const char *key, const char *value)
{
    struct entry *entry = calloc(1, sizeof *entry);
    if (!entry)
        return NULL;
    entry->hash = hash_text(key);
    entry->key = strdup(key);
    entry->value = strdup(value);
    if (entry->key && entry->value)
        return entry;
    entry_free(entry);
    return NULL;
}

/* The cache */

struct cache {
    pthread_rwlock_t lock;
    struct link uses; /* .older: the newest; .newer: the oldest */
    size_t count, capacity;
    size_t evictions;
    atomic_size_t hits, misses;
    size_t bucket_count; /* a power of two */
    struct entry **buckets;
};

static int cache_init(struct cache *cache, size_t capacity)
{
    size_t buckets = 4;
    while (buckets < capacity)
        buckets *= 2;
    cache->buckets = calloc(buckets, sizeof *cache->buckets);
    if (!cache->buckets)
        return -ENOMEM;
    cache->bucket_count = buckets;
    cache->capacity = capacity;
    cache->count = cache->evictions = 0;
    atomic_init(&cache->hits, 0);
    atomic_init(&cache->misses, 0);
    list_init(&cache->uses);
    return -pthread_rwlock_init(&cache->lock, NULL);
}

/* Where the pointer to this entry is, or would be. */
static struct entry **cache_place(struct cache *cache, const char *key, uint32_t hash)
{
    struct entry **place = &cache->buckets[hash & (cache->bucket_count - 1)];
    while (*place && ((*place)->hash != hash || strcmp((*place)->key, key) != 0))
        place = &(*place)->next_in_bucket;
    return place;
}

static struct entry *cache_find(struct cache *cache, const char *key)
{
    return *cache_place(cache, key, hash_text(key));
}

static bool cache_is_newest(const struct cache *cache, const struct entry *entry)
{
    return cache->uses.older == &entry->use;
}

static void cache_use(struct cache *cache, struct entry *entry)
{
    if (cache_is_newest(cache, entry))
        return;
    list_remove(&entry->use);
    list_add_newest(&cache->uses, &entry->use);
}

/* Takes it out of the table and of the list. */
static void cache_take_out(struct cache *cache, struct entry *entry)
{
    struct entry **place = cache_place(cache, entry->key, entry->hash);
    assert(*place == entry);
    *place = entry->next_in_bucket;
    list_remove(&entry->use);
    cache->count--;
}

static void cache_make_room(struct cache *cache)
{
    while (cache->count >= cache->capacity) {
        struct entry *oldest = entry_of(cache->uses.newer);
        cache_take_out(cache, oldest);
        entry_free(oldest);
        cache->evictions++;
    }
}

static void cache_insert(struct cache *cache, struct entry *entry)
{
    struct entry **place = cache_place(cache, entry->key, entry->hash);
    assert(!*place);
    *place = entry;
    list_add_newest(&cache->uses, &entry->use);
    cache->count++;
}

static bool copy_value(const struct entry *entry, char *value, size_t size)
{
    snprintf(value, size, "%s", entry->value);
    return true;
}

static bool cache_count_lookup(struct cache *cache, bool hit)
{
    atomic_fetch_add_explicit(hit ? &cache->hits : &cache->misses, 1, memory_order_relaxed);
    return hit;
}

#ifdef BUG
/* Copies the value of this key. False: the cache does not have it. */
static bool cache_get(struct cache *cache, const char *key, char *value, size_t size)
{
    pthread_rwlock_rdlock(&cache->lock);
    struct entry *entry = cache_find(cache, key);
    bool hit = entry && copy_value(entry, value, size);
    if (hit)
        cache_use(cache, entry);
    pthread_rwlock_unlock(&cache->lock);
    return cache_count_lookup(cache, hit);
}
#else
/* What was found under the other lock may be gone by now: it is looked up again. */
static bool cache_get_and_use(struct cache *cache, const char *key, char *value, size_t size)
{
    pthread_rwlock_wrlock(&cache->lock);
    struct entry *entry = cache_find(cache, key);
    bool hit = entry && copy_value(entry, value, size);
    if (hit)
        cache_use(cache, entry);
    pthread_rwlock_unlock(&cache->lock);
    return hit;
}

/* Copies the value of this key. False: the cache does not have it. */
static bool cache_get(struct cache *cache, const char *key, char *value, size_t size)
{
    pthread_rwlock_rdlock(&cache->lock);
    struct entry *entry = cache_find(cache, key);
    bool moves = entry && !cache_is_newest(cache, entry);
    bool hit = entry && !moves && copy_value(entry, value, size);
    pthread_rwlock_unlock(&cache->lock);
    if (moves)
        hit = cache_get_and_use(cache, key, value, size);
    return cache_count_lookup(cache, hit);
}
#endif

/* Puts it in, in place of an older value. Returns 0 or -ENOMEM. */
static int cache_put(struct cache *cache, const char *key, const char *value)
{
    struct entry *entry = entry_new(key, value);
    if (!entry)
        return -ENOMEM;
    pthread_rwlock_wrlock(&cache->lock);
    struct entry *known = cache_find(cache, key);
    if (known) {
        char *old = known->value;
        known->value = entry->value;
        entry->value = old;
        cache_use(cache, known);
    } else {
        cache_make_room(cache);
        cache_insert(cache, entry);
    }
    pthread_rwlock_unlock(&cache->lock);
    if (known)
        entry_free(entry);
    return 0;
}

/* False: it was not there. */
static bool cache_remove(struct cache *cache, const char *key)
{
    pthread_rwlock_wrlock(&cache->lock);
    struct entry *entry = cache_find(cache, key);
    if (entry)
        cache_take_out(cache, entry);
    pthread_rwlock_unlock(&cache->lock);
    if (entry)
        entry_free(entry);
    return entry != NULL;
}

/* List and table hold the same entries, both ways round. */
static void cache_check(struct cache *cache)
{
    size_t count = 0;
    pthread_rwlock_rdlock(&cache->lock);
    assert(cache->count <= cache->capacity);
    for (struct link *link = cache->uses.older; link != &cache->uses; link = link->older) {
        assert(link->newer->older == link && link->older->newer == link);
        assert(cache_find(cache, entry_of(link)->key) == entry_of(link));
        count++;
        assert(count <= cache->count);
    }
    assert(count == cache->count);
    pthread_rwlock_unlock(&cache->lock);
}

/* When nobody else uses it any more. */
static void cache_release(struct cache *cache)
{
    while (!list_is_empty(&cache->uses)) {
        struct entry *entry = entry_of(cache->uses.newer);
        cache_take_out(cache, entry);
        entry_free(entry);
    }
    pthread_rwlock_destroy(&cache->lock);
    free(cache->buckets);
}

/* The workload: clients look up names; one that is missing is fetched */

enum { CAPACITY = 2, CLIENTS = 2, VALUE_MAX = 16 };

static struct cache cache;

struct client {
    pthread_t thread;
    const char *const *names; /* NULL-terminated */
    int fetched;
};

static void fetch(const char *name, char *value, size_t size)
{
    snprintf(value, size, "%s!", name);
}

static void look_up(struct client *client, const char *name)
{
    char value[VALUE_MAX], right[VALUE_MAX];
    fetch(name, right, sizeof right);
    if (!cache_get(&cache, name, value, sizeof value)) {
        fetch(name, value, sizeof value);
        cache_put(&cache, name, value);
        client->fetched++;
    }
    assert(strcmp(value, right) == 0);
}

static void *client_run(void *argument)
{
    struct client *client = argument;
    for (size_t i = 0; client->names[i]; i++)
        look_up(client, client->names[i]);
    return NULL;
}

int main(void)
{
    static const char *const names[CLIENTS][4] = {{"ada", "alan", "ada"}, {"ada", "grace", "alan"}};
    struct client clients[CLIENTS] = {{.names = names[0]}, {.names = names[1]}};
    if (cache_init(&cache, CAPACITY) != 0) {
        fprintf(stderr, "cache: out of memory\n");
        return EXIT_FAILURE;
    }
    cache_put(&cache, "ada", "ada!");
    cache_put(&cache, "alan", "alan!");
    for (int i = 0; i < CLIENTS; i++)
        if (pthread_create(&clients[i].thread, NULL, client_run, &clients[i]) != 0)
            return EXIT_FAILURE;
    for (int i = 0; i < CLIENTS; i++)
        pthread_join(clients[i].thread, NULL);
    cache_check(&cache);
    cache_remove(&cache, "ada");
    cache_check(&cache);
    printf("cache: %zu hits, %zu misses, %zu evictions, %d and %d fetched\n",
           atomic_load(&cache.hits), atomic_load(&cache.misses), cache.evictions,
           clients[0].fetched, clients[1].fetched);
    cache_release(&cache);
    return EXIT_SUCCESS;
}
