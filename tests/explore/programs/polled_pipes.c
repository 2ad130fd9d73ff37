/* explore: proved
 * Waiting for whichever pipe can be read first, descriptors that are copied, and
 * a pipe that nobody reads. */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/select.h>
#include <unistd.h>

static int pipes[2][2];

static void *tell(void *which)
{
    int *ends = which;
    assert(write(ends[1], "x", 1) == 1);
    return NULL;
}

static int take_one(struct pollfd *asked)
{
    char byte;
    assert(poll(asked, 2, -1) >= 1);
    int first = asked[0].revents & POLLIN ? 0 : 1;
    assert(asked[first].revents == POLLIN && read(asked[first].fd, &byte, 1) == 1);
    return first;
}

static void poll_two(void)
{
    pthread_t threads[2];
    struct pollfd asked[2];
    for (int i = 0; i < 2; i++) {
        assert(pipe(pipes[i]) == 0);
        asked[i] = (struct pollfd){.fd = pipes[i][0], .events = POLLIN};
    }
    assert(poll(asked, 2, 0) == 0);
    for (int i = 0; i < 2; i++)
        pthread_create(&threads[i], NULL, tell, pipes[i]);
    int first = take_one(asked), second = take_one(asked);
    assert(first + second == 1);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);
}

static void select_one(void)
{
    fd_set in, out;
    struct timeval soon = {0, 1000};
    FD_ZERO(&in);
    FD_ZERO(&out);
    FD_SET(pipes[0][0], &in);
    assert(select(pipes[0][0] + 1, &in, NULL, NULL, &soon) == 0);
    FD_SET(pipes[0][0], &in);
    FD_SET(pipes[0][1], &out);
    assert(select(pipes[0][1] + 1, &in, &out, NULL, NULL) == 1);
    assert(!FD_ISSET(pipes[0][0], &in) && FD_ISSET(pipes[0][1], &out));
    struct pollfd wrong = {.fd = 99, .events = POLLIN};
    assert(poll(&wrong, 1, -1) == 1 && wrong.revents == POLLNVAL);
}

static void copy(void)
{
    char path[] = "/tmp/copiedXXXXXX", bytes[4] = "";
    int file = mkstemp(path), other = dup(file);
    assert(other > file && write(file, "abcd", 4) == 4);
    assert(lseek(other, 0, SEEK_CUR) == 4 && lseek(other, 1, SEEK_SET) == 1);
    assert(read(file, bytes, 1) == 1 && bytes[0] == 'b');
    assert(close(file) == 0 && read(other, bytes, 1) == 1 && bytes[0] == 'c');
    assert(dup2(other, 100) == 100 && read(100, bytes, 2) == 1 && bytes[0] == 'd');
    assert(fcntl(100, F_DUPFD, 120) == 120 && dup(99) == -1 && errno == EBADF);
    assert(dup2(pipes[1][1], 1) == 1);
    puts("into the pipe");
    assert(read(pipes[1][0], bytes, 4) == 4 && bytes[3] == 'o');
}

static void nobody_reads(void)
{
    signal(SIGPIPE, SIG_IGN);
    close(pipes[0][0]);
    assert(write(pipes[0][1], "x", 1) == -1 && errno == EPIPE);
}

int main(void)
{
    poll_two();
    select_one();
    copy();
    nobody_reads();
    return 0;
}
