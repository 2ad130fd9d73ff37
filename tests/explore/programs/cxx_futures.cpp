/* explore: proved
 * Futures: results and exceptions that come from other threads. */
#include <cassert>
#include <future>
#include <stdexcept>
#include <string>
#include <thread>

static int twice(int number)
{
    return 2 * number;
}

static int fail()
{
    throw std::runtime_error("a text that is longer than the small ones");
}

static void promised()
{
    std::promise<int> promise;
    std::future<int> result = promise.get_future();
    std::thread thread([&promise] { promise.set_value(7); });
    assert(result.get() == 7);
    thread.join();
}

static void failed()
{
    std::future<int> result = std::async(std::launch::async, fail);
    try {
        result.get();
        assert(false);
    } catch (const std::runtime_error &error) {
        assert(std::string(error.what()) == "a text that is longer than the small ones");
    }
}

static void broken()
{
    std::future<int> result;
    {
        std::promise<int> promise;
        result = promise.get_future();
    }
    try {
        result.get();
        assert(false);
    } catch (const std::future_error &error) {
        assert(error.code() == std::future_errc::broken_promise);
    }
}

static void again()
{
    std::exception_ptr kept;
    try {
        throw std::string("thrown");
    } catch (...) {
        kept = std::current_exception();
    }
    for (int i = 0; i < 2; i++) {
        try {
            std::rethrow_exception(kept);
        } catch (const std::string &text) {
            assert(text == "thrown");
        }
    }
}

int main()
{
    std::future<int> result = std::async(std::launch::async, twice, 21);
    assert(result.get() == 42);
    promised();
    failed();
    broken();
    again();
    return 0;
}
