/* select.c: poll(), select() and their relatives: one wait of the engine's
 * (runtime/poll.c). A wait with a timeout may time out whenever nothing is ready. */
#include "explore/runtime/libc/program_side.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/select.h>
#include <time.h>

enum { ASKED_MAX = 256 };

int stub_poll(struct pollfd *asked, uint64_t count, uint64_t timed);
void stub_clock_nap(uint64_t nanoseconds);
void stub_cancel_point(void);

/* Negative: as long as it takes. */
static int wait_for(struct pollfd *asked, uint64_t count, int64_t nanoseconds)
{
    stub_cancel_point();
    int ready = stub_poll(asked, count, nanoseconds >= 0);
    if (!ready && nanoseconds > 0)
        stub_clock_nap((uint64_t)nanoseconds);
    return ready;
}

int wrap_poll(struct pollfd *asked, nfds_t count, int milliseconds);
int wrap_poll(struct pollfd *asked, nfds_t count, int milliseconds)
{
    stub_access_read(asked, count * sizeof *asked);
    stub_access_write(asked, count * sizeof *asked);
    return wait_for(asked, count, milliseconds < 0 ? -1 : milliseconds * INT64_C(1000000));
}

static int64_t nanoseconds_of(const struct timespec *time)
{
    if (!time)
        return -1;
    stub_access_read(time, sizeof *time);
    return time->tv_sec * INT64_C(1000000000) + time->tv_nsec;
}

int wrap_ppoll(struct pollfd *asked, nfds_t count, const struct timespec *limit, const void *mask);
int wrap_ppoll(struct pollfd *asked, nfds_t count, const struct timespec *limit, const void *mask)
{
    if (mask)
        stub_unsupported("ppoll with a signal mask");
    stub_access_read(asked, count * sizeof *asked);
    stub_access_write(asked, count * sizeof *asked);
    return wait_for(asked, count, nanoseconds_of(limit));
}

static bool is_in(const fd_set *set, int number)
{
    return set && FD_ISSET(number, set);
}

static void declare(fd_set *set)
{
    if (set) {
        stub_access_read(set, sizeof *set);
        stub_access_write(set, sizeof *set);
    }
}

static int keep(fd_set *set, const struct pollfd *asked, int count, short events)
{
    int kept = 0;
    for (int i = 0; set && i < count; i++)
        if (is_in(set, asked[i].fd) && (asked[i].revents & events))
            kept++;
        else
            FD_CLR(asked[i].fd, set);
    return kept;
}

static int select_from(int limit, fd_set *in, fd_set *out, int64_t nanoseconds)
{
    struct pollfd asked[ASKED_MAX];
    int count = 0;
    for (int i = 0; i < limit && i < FD_SETSIZE; i++)
        if ((is_in(in, i) || is_in(out, i)) && count < ASKED_MAX)
            asked[count++] = (struct pollfd){
                .fd = i,
                .events = (short)((is_in(in, i) ? POLLIN : 0) | (is_in(out, i) ? POLLOUT : 0))};
    wait_for(asked, (uint64_t)count, nanoseconds);
    for (int i = 0; i < count; i++)
        if (asked[i].revents & POLLNVAL) {
            stub_errno_set(EBADF);
            return -1;
        }
    return keep(in, asked, count, POLLIN | POLLHUP | POLLERR) +
           keep(out, asked, count, POLLOUT | POLLERR);
}

int wrap_pselect(int limit, fd_set *in, fd_set *out, fd_set *odd, const struct timespec *timeout,
                 const void *mask);
int wrap_pselect(int limit, fd_set *in, fd_set *out, fd_set *odd, const struct timespec *timeout,
                 const void *mask)
{
    if (mask)
        stub_unsupported("pselect with a signal mask");
    declare(in);
    declare(out);
    declare(odd);
    if (odd)
        FD_ZERO(odd);
    return select_from(limit, in, out, nanoseconds_of(timeout));
}

int wrap_select(int limit, fd_set *in, fd_set *out, fd_set *odd, struct timeval *timeout);
int wrap_select(int limit, fd_set *in, fd_set *out, fd_set *odd, struct timeval *timeout)
{
    struct timespec time = {0, 0};
    if (timeout) {
        stub_access_read(timeout, sizeof *timeout);
        time = (struct timespec){timeout->tv_sec, timeout->tv_usec * 1000};
    }
    return wrap_pselect(limit, in, out, odd, timeout ? &time : NULL, NULL);
}
