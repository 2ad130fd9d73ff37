/* explore: crash
 * A write runs into the page that guards the end of a mapping. */
#include <assert.h>
#include <stddef.h>
#include <sys/mman.h>

int main(void)
{
    char *pages = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert(mprotect(pages + 4096, 4096, PROT_NONE) == 0);
    for (int i = 0; i < 8192; i++)
        pages[i] = 1;
    return 0;
}
