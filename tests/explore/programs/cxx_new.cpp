/* explore: use after free
 * new and delete, also of arrays: who still reads what another thread deletes. */
#include <cstdio>
#include <mutex>
#include <thread>

static std::mutex lock;
static long *values = new long[3]();
static int *seen = new int(0);

static void read()
{
    long *own;
    {
        std::lock_guard<std::mutex> guard(lock);
        own = values;
    }
    if (own)
        *seen = static_cast<int>(own[2]);
}

static void drop()
{
    std::lock_guard<std::mutex> guard(lock);
    delete[] values;
    values = nullptr;
}

int main()
{
    std::thread one(read), other(drop);
    one.join();
    other.join();
    int result = *seen;
    delete seen;
    return result;
}
