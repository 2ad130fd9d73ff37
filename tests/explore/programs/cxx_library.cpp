/* explore: proved
 * Containers and exceptions, within one thread and two. */
#include <cassert>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

static std::string motto = "a text that is longer than the small ones";

struct counted {
    static int alive;
    counted() { alive++; }
    ~counted() { alive--; }
};
int counted::alive;

static int fall(int depth)
{
    counted here;
    if (depth == 0)
        throw std::out_of_range("deep");
    return fall(depth - 1) + 1;
}

static void use_maps()
{
    std::map<int, int> tree;
    for (int i = 0; i < 50; i++)
        tree[i * 37 % 50] = i;
    int next = 0;
    for (auto &entry : tree)
        assert(entry.first == next++);
    for (int i = 0; i < 50; i += 2)
        tree.erase(i);
    next = 49;
    for (auto at = tree.rbegin(); at != tree.rend(); ++at, next -= 2)
        assert(at->first == next);
    for (int i = 49; i > 0; i -= 2)
        assert(tree.erase(i) == 1);
    assert(tree.empty());
    std::unordered_map<std::string, int> table;
    for (int i = 0; i < 40; i++)
        table["key " + std::to_string(i)] = i;
    assert(table.size() == 40 && table.at("key 17") == 17 && !table.count("key 40"));
}

static void use_exceptions()
{
    try {
        fall(4);
        assert(false);
    } catch (const std::logic_error &error) {
        assert(std::string(error.what()) == "deep" && counted::alive == 0);
    }
    try {
        try {
            throw 5;
        } catch (int &number) {
            number++;
            throw;
        }
    } catch (int number) {
        assert(number == 6);
    }
    try {
        std::vector<int>().at(3);
        assert(false);
    } catch (const std::out_of_range &) {
    }
}

int main()
{
    std::list<int> list{3, 1, 2};
    std::set<std::string> set{"b", "a"};
    std::mutex mutex;
    int number = 0;
    use_maps();
    use_exceptions();
    list.sort();
    assert(list.front() == 1 && list.back() == 3 && *set.begin() == "a");
    assert(motto.substr(2, 4) == "text");
    auto act = [&] {
        try {
            std::lock_guard<std::mutex> lock(mutex);
            number++;
            throw std::runtime_error("while it is locked");
        } catch (const std::exception &) {
            std::lock_guard<std::mutex> lock(mutex);
            number += 10;
        }
    };
    std::thread first(act), second(act);
    first.join();
    second.join();
    assert(number == 22);
    return 0;
}
