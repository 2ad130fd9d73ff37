/* explore: data race
 * Two std::threads add without a lock. */
#include <functional>
#include <thread>

static void add(int &counter)
{
    counter++;
}

int main()
{
    int counter = 0;
    std::thread other(add, std::ref(counter));
    add(counter);
    other.join();
    return 0;
}
