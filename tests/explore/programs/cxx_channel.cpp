/* explore: proved
 * What C++17 brought, by default: optional, shared locks, bindings, and memory of an
 * alignment of its own, one of it and many. */
#include <cassert>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <optional>
#include <queue>
#include <shared_mutex>
#include <string>
#include <thread>

struct alignas(64) line {
    int number = 0;
};

template <class T> class channel {
    std::mutex mutex;
    std::condition_variable change;
    std::queue<T> items;
    bool closed = false;

  public:
    void push(T item)
    {
        {
            std::lock_guard guard(mutex);
            items.push(std::move(item));
        }
        change.notify_one();
    }

    void close()
    {
        {
            std::lock_guard guard(mutex);
            closed = true;
        }
        change.notify_all();
    }

    std::optional<T> pop()
    {
        std::unique_lock lock(mutex);
        change.wait(lock, [&] { return closed || !items.empty(); });
        if (items.empty())
            return std::nullopt;
        T item = std::move(items.front());
        items.pop();
        return item;
    }
};

int main()
{
    channel<std::unique_ptr<line>> lines;
    std::map<std::string, int> seen;
    std::shared_mutex seen_lock;
    std::thread sender([&] {
        for (int i = 0; i < 2; i++) {
            lines.push(std::make_unique<line>());
        }
        lines.close();
    });
    std::thread receiver([&] {
        while (auto item = lines.pop()) {
            assert(reinterpret_cast<uintptr_t>(item->get()) % alignof(line) == 0);
            std::unique_lock lock(seen_lock);
            seen["line"]++;
        }
    });
    {
        std::shared_lock lock(seen_lock);
        for (auto &[name, times] : seen)
            assert(name == "line" && times <= 2);
    }
    sender.join();
    receiver.join();
    assert(seen["line"] == 2);
    std::unique_ptr<line[]> many(new line[2]);
    assert(reinterpret_cast<uintptr_t>(many.get()) % alignof(line) == 0);
}
