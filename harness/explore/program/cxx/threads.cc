// threads.cc: std::thread, std::condition_variable and std::call_once: what of
// them lies in the C++ library and not in its headers, as ordinary code of the
// program, so that the engine sees it.
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include <pthread.h>
#include <time.h>

extern "C" int stub_once_begin(int *once);
extern "C" void stub_once_end(int *once);
extern "C" void stub_once_abort(int *once);

namespace std
{

thread::_State::~_State() = default;

static void *run_state(void *argument)
{
    thread::_State_ptr state(static_cast<thread::_State *>(argument));
    state->_M_run();
    return nullptr;
}

void thread::_M_start_thread(_State_ptr state, void (*)())
{
    int failed = pthread_create(&_M_id._M_thread, nullptr, run_state, state.get());
    if (failed)
        __throw_system_error(failed);
    state.release();
}

void thread::join()
{
    int failed = _M_id != id() ? pthread_join(_M_id._M_thread, nullptr) : EINVAL;
    if (failed)
        __throw_system_error(failed);
    _M_id = id();
}

void thread::detach()
{
    int failed = _M_id != id() ? pthread_detach(_M_id._M_thread) : EINVAL;
    if (failed)
        __throw_system_error(failed);
    _M_id = id();
}

unsigned thread::hardware_concurrency() noexcept
{
    return 2; // the same on every machine
}

namespace this_thread
{
void __sleep_for(chrono::seconds seconds, chrono::nanoseconds rest)
{
    struct timespec time = {static_cast<time_t>(seconds.count()), static_cast<long>(rest.count())};
    nanosleep(&time, nullptr);
}
} // namespace this_thread

condition_variable::condition_variable() noexcept = default;
condition_variable::~condition_variable() noexcept = default;

void condition_variable::wait(unique_lock<mutex> &lock)
{
    _M_cond.wait(*lock.mutex());
}

void condition_variable::notify_one() noexcept
{
    _M_cond.notify_one();
}

void condition_variable::notify_all() noexcept
{
    _M_cond.notify_all();
}

__thread void *__once_callable;
__thread void (*__once_call)();

extern "C" void __once_proxy()
{
    __once_call();
}

namespace chrono
{
inline namespace _V2
{
system_clock::time_point system_clock::now() noexcept
{
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    return time_point(seconds(time.tv_sec) + nanoseconds(time.tv_nsec));
}

steady_clock::time_point steady_clock::now() noexcept
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time_point(seconds(time.tv_sec) + nanoseconds(time.tv_nsec));
}
} // namespace _V2
} // namespace chrono

} // namespace std

// Local static variables: the first byte says that the variable is there (the
// compilers look at it), the second word is as of pthread_once().

static int *state_of(long *guard)
{
    return reinterpret_cast<int *>(guard) + 1;
}

extern "C" int __cxa_guard_acquire(long *guard)
{
    if (__atomic_load_n(reinterpret_cast<char *>(guard), __ATOMIC_ACQUIRE))
        return 0;
    return stub_once_begin(state_of(guard));
}

extern "C" void __cxa_guard_release(long *guard)
{
    __atomic_store_n(reinterpret_cast<char *>(guard), 1, __ATOMIC_RELEASE);
    stub_once_end(state_of(guard));
}

extern "C" void __cxa_guard_abort(long *guard)
{
    stub_once_abort(state_of(guard));
}
