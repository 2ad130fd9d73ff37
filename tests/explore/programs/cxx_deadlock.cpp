/* explore: deadlock
 * Two locks, two orders. */
#include <mutex>
#include <thread>

static std::mutex one, two;

int main()
{
    std::thread other([] {
        std::lock_guard<std::mutex> first(one), second(two);
    });
    {
        std::lock_guard<std::mutex> second(two), first(one);
    }
    other.join();
    return 0;
}
