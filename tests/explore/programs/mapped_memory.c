/* explore: proved
 * Memory that is mapped: shared by two threads under a lock, given back in parts,
 * a file that is read, and large blocks of the heap. */
#define _GNU_SOURCE
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PAGE = 4096 };

static long *counts;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static char *map(size_t size)
{
    char *place = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert(place != MAP_FAILED && ((size_t)place & (PAGE - 1)) == 0 && place[size - 1] == 0);
    return place;
}

static void *add(void *unused)
{
    pthread_mutex_lock(&lock);
    counts[1000]++;
    pthread_mutex_unlock(&lock);
    return unused;
}

static void share(void)
{
    pthread_t thread;
    counts = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert(counts != MAP_FAILED);
    pthread_create(&thread, NULL, add, NULL);
    add(NULL);
    pthread_join(thread, NULL);
    assert(counts[1000] == 2);
    assert(munmap(counts, 2 * PAGE) == 0);
}

static void give_back_in_parts(void)
{
    char *place = map(4 * PAGE);
    assert(munmap(place, PAGE) == 0 && munmap(place + 3 * PAGE, PAGE) == 0);
    memset(place + PAGE, 1, 2 * PAGE);
    assert(mprotect(place + PAGE, PAGE, PROT_READ) == 0 && place[PAGE] == 1);
    assert(madvise(place + 2 * PAGE, PAGE, MADV_DONTNEED) == 0 && place[2 * PAGE] == 0);
    assert(munmap(place + PAGE, 2 * PAGE) == 0);
}

static void grow(void)
{
    char *place = map(PAGE), *more;
    strcpy(place, "kept");
    assert(mremap(place, PAGE, 2 * PAGE, 0) == MAP_FAILED && errno == ENOMEM);
    more = mremap(place, PAGE, 1 << 20, MREMAP_MAYMOVE);
    assert(more != MAP_FAILED && strcmp(more, "kept") == 0 && more[(1 << 20) - 1] == 0);
    assert(munmap(more, 1 << 20) == 0);
}

static void read_a_file(const char *path)
{
    char first[64] = "";
    int file = open(path, O_RDONLY);
    assert(file >= 0 && read(file, first, sizeof first - 1) > 0);
    char *place = mmap(NULL, sizeof first, PROT_READ, MAP_PRIVATE, file, 0);
    assert(place != MAP_FAILED && close(file) == 0);
    assert(memcmp(place, first, strlen(first)) == 0);
    assert(mmap(NULL, 0, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED);
    assert(mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE, 77, 0) == MAP_FAILED && errno == EBADF);
}

int main(void)
{
    char *large = calloc(20, 1 << 20);
    large[(20 << 20) - 1] = 1;
    large = realloc(large, 50 << 20);
    assert(large[(20 << 20) - 1] == 1);
    free(large);
    share();
    give_back_in_parts();
    grow();
    read_a_file("/etc/passwd");
    map(PAGE)[0] = 1; /* nobody has to give it back */
    return 0;
}
