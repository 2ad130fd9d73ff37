// futures.cc: std::future, std::promise and std::async: what of them lies in the C++
// library. A future waits at a condition variable of the program's, one for all.
#include <future>
#include <system_error>

#include <pthread.h>

namespace std
{

static pthread_mutex_t waiting = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;

// Waits while the word is what it was. False: the time was over first.
bool __atomic_futex_unsigned_base::_M_futex_wait_until(unsigned *word, unsigned value, bool timed,
                                                       chrono::seconds seconds,
                                                       chrono::nanoseconds rest)
{
    struct timespec until = {static_cast<time_t>(seconds.count()), static_cast<long>(rest.count())};
    int late = 0;
    pthread_mutex_lock(&waiting);
    while (!late && __atomic_load_n(word, __ATOMIC_ACQUIRE) == value)
        late = timed ? pthread_cond_timedwait(&changed, &waiting, &until)
                     : pthread_cond_wait(&changed, &waiting);
    pthread_mutex_unlock(&waiting);
    return !late;
}

bool __atomic_futex_unsigned_base::_M_futex_wait_until_steady(unsigned *word, unsigned value,
                                                              bool timed, chrono::seconds seconds,
                                                              chrono::nanoseconds rest)
{
    return _M_futex_wait_until(word, value, timed, seconds, rest);
}

void __atomic_futex_unsigned_base::_M_futex_notify_all(unsigned *)
{
    pthread_mutex_lock(&waiting);
    pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&waiting);
}

__future_base::_Result_base::_Result_base() = default;
__future_base::_Result_base::~_Result_base() = default;
namespace
{
struct category final : error_category {
    const char *name() const noexcept override
    {
        return "future";
    }
    string message(int code) const override
    {
        switch (static_cast<future_errc>(code)) {
        case future_errc::broken_promise:
            return "Broken promise";
        case future_errc::future_already_retrieved:
            return "Future already retrieved";
        case future_errc::promise_already_satisfied:
            return "Promise already satisfied";
        default:
            return "No associated state";
        }
    }
};

// There before any constructor has run: the library asks for it as it comes to life.
union constant {
    category value;
    constexpr constant() : value()
    {
    }
    ~constant()
    {
    }
} only;
} // namespace

const error_category &future_category() noexcept
{
    return only.value;
}

void __throw_future_error(int code)
{
    throw future_error(static_cast<future_errc>(code));
}

future_error::~future_error() noexcept = default;

const char *future_error::what() const noexcept
{
    return logic_error::what();
}

} // namespace std
