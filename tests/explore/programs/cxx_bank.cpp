/* explore: proved
 * Accounts in a map, locks that are released by exceptions, a condition
 * variable, a static that is made once, and call_once. */
#include <atomic>
#include <cassert>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

struct bank {
    std::mutex mutex;
    std::condition_variable changed;
    std::map<std::string, int> accounts{{"savings", 10}, {"checking", 0}};

    void move(const std::string &from, const std::string &to, int amount)
    {
        std::lock_guard<std::mutex> lock(mutex);
        if (accounts.at(from) < amount)
            throw std::runtime_error("account " + from + " is overdrawn");
        accounts[from] -= amount;
        accounts[to] += amount;
        changed.notify_all();
    }
};

static std::atomic<int> made{0}, refused{0}, once{0};
static std::once_flag flag;

static bank &the_bank()
{
    static std::unique_ptr<bank> instance = [] {
        made++;
        return std::make_unique<bank>();
    }();
    return *instance;
}

static void customer(int amount)
{
    std::call_once(flag, [] { once++; });
    try {
        the_bank().move("savings", "checking", amount);
    } catch (const std::exception &error) {
        assert(std::string(error.what()).find("savings") != std::string::npos);
        refused++;
    }
}

int main()
{
    std::vector<std::thread> threads;
    for (int amount : {6, 7})
        threads.emplace_back(customer, amount);
    {
        std::unique_lock<std::mutex> lock(the_bank().mutex);
        the_bank().changed.wait(lock, [] { return the_bank().accounts["checking"] > 0; });
    }
    for (auto &thread : threads)
        thread.join();
    assert(made == 1 && once == 1 && refused == 1);
    return 0;
}
