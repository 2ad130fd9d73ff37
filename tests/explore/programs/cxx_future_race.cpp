/* explore: data race
 * The result is looked at before the future was asked. */
#include <future>

static int count;

int main()
{
    std::future<void> done = std::async(std::launch::async, [] { count++; });
    int seen = count;
    done.get();
    return seen - count > 1;
}
