/* undecided: goes the way of 'event_loop' */
#include "lab.h"

#include "site.h"

#include <uv.h>

enum { CLIENTS_MAX = 160 };

struct client {
    CURL *curl;
    struct page page;
};

static uv_loop_t loop;
static uv_timer_t timer; /* for libcurl's time limits */
static CURLM *all;       /* the requests in flight */
static struct client clients[CLIENTS_MAX];
static long came;

/* What one trial still has to do. */
static struct {
    const struct lab_run *run;
    long next, end;
} work;

/* The next page, if one is left. */
static void ask_next(struct client *client)
{
    if (work.next == work.end)
        return;
    client_ask(client->curl, &client->page, work.next++);
    curl_multi_add_handle(all, client->curl);
}

/* Takes in what has come, and asks for more. */
static void take_pages(void)
{
    CURLMsg *message;
    int left;
    while ((message = curl_multi_info_read(all, &left))) {
        CURL *curl = message->easy_handle;
        bool good = message->data.result == CURLE_OK; /* the message goes with the handle */
        struct client *client;
        curl_easy_getinfo(curl, CURLINFO_PRIVATE, &client);
        curl_multi_remove_handle(all, curl);
        came += good && page_came(&client->page);
        atomic_fetch_add(work.run->done, 1);
        ask_next(client);
    }
}

/* A socket that libcurl waits for. */
struct watched {
    uv_poll_t poll; /* first: libuv hands its address back */
    curl_socket_t socket;
};

static void on_socket(uv_poll_t *poll, int status, int events)
{
    const struct watched *watched = (const struct watched *)poll;
    int what = status < 0 ? CURL_CSELECT_ERR : 0, running;
    what |= events & UV_READABLE ? CURL_CSELECT_IN : 0;
    what |= events & UV_WRITABLE ? CURL_CSELECT_OUT : 0;
    curl_multi_socket_action(all, watched->socket, what, &running);
    take_pages();
}

static void free_watched(uv_handle_t *handle)
{
    free(handle);
}

static struct watched *watch(curl_socket_t socket)
{
    struct watched *watched = calloc(1, sizeof *watched);
    if (!watched || uv_poll_init_socket(&loop, &watched->poll, socket))
        errx(4, "cannot watch a socket");
    watched->socket = socket;
    curl_multi_assign(all, socket, watched);
    return watched;
}

/* libcurl's wish: to be told when the socket can be read or written; or no more. */
static int on_wish(CURL *curl, curl_socket_t socket, int what, void *unused, void *known)
{
    struct watched *watched = known;
    (void)curl, (void)unused;
    if (what == CURL_POLL_REMOVE) {
        if (watched)
            uv_close((uv_handle_t *)&watched->poll, free_watched);
        return 0;
    }
    if (!watched)
        watched = watch(socket);
    int events = what & CURL_POLL_IN ? UV_READABLE : 0;
    events |= what & CURL_POLL_OUT ? UV_WRITABLE : 0;
    return uv_poll_start(&watched->poll, events, on_socket);
}

static void on_timer(uv_timer_t *unused)
{
    int running;
    (void)unused;
    curl_multi_socket_action(all, CURL_SOCKET_TIMEOUT, 0, &running);
    take_pages();
}

/* libcurl's other wish: to be called after so many milliseconds; -1: never. */
static int on_time_limit(CURLM *multi, long milliseconds, void *unused)
{
    (void)multi, (void)unused;
    if (milliseconds < 0)
        return uv_timer_stop(&timer);
    return uv_timer_start(&timer, on_timer, (uint64_t)milliseconds, 0);
}

static void trial(const struct lab_run *run)
{
    work.run = run;
    work.next = 0;
    work.end = run->threads * run->increments;
    for (int i = 0; i < CLIENTS_MAX; i++)
        ask_next(&clients[i]);
    uv_run(&loop, UV_RUN_DEFAULT); /* until nothing is left to wait for */
}

static void open_site(const struct lab_run *run)
{
    (void)run;
    site_open();
    all = curl_multi_init();
    if (!all || uv_loop_init(&loop) || uv_timer_init(&loop, &timer))
        errx(4, "cannot create a loop");
    curl_multi_setopt(all, CURLMOPT_SOCKETFUNCTION, on_wish);
    curl_multi_setopt(all, CURLMOPT_TIMERFUNCTION, on_time_limit);
    for (int i = 0; i < CLIENTS_MAX; i++) {
        clients[i].curl = client_new();
        curl_easy_setopt(clients[i].curl, CURLOPT_PRIVATE, &clients[i]);
    }
}

static void reset(const struct lab_run *run)
{
    (void)run;
    came = 0;
    site_forget();
}

/* Right: every page came, and somebody asked while another was waiting. */
static struct lab_outcome check(const struct lab_run *run)
{
    long missing = run->threads * run->increments - came;
    long most = site_most_in_flight();
    struct lab_outcome seen = {.expected = run->threads > 1 ? 2 : 1,
                               .actual = missing    ? 0
                                         : most > 2 ? 2
                                                    : most,
                               .measured = {[2] = (double)most, [3] = 1}};
    snprintf(seen.label, sizeof seen.label, "%ld in flight, %ld missing", most, missing);
    return seen;
}

static void close_site(const struct lab_run *run)
{
    (void)run;
    for (int i = 0; i < CLIENTS_MAX; i++)
        curl_easy_cleanup(clients[i].curl);
    curl_multi_cleanup(all);
    uv_close((uv_handle_t *)&timer, NULL);
    uv_run(&loop, UV_RUN_DEFAULT);
    uv_loop_close(&loop);
    site_close();
}

const struct lab lab = {
    .file = __FILE__,
    .title = "libuv watches the sockets of all requests at once",
    .cure = "ownership",
    .place = 2,
    .trial = trial,
    .open = open_site,
    .reset = reset,
    .check = check,
    .close = close_site,
    .measures = {{.name = "seconds", .unit = "s", .quantity = LAB_SECONDS},
                 {.name = "pages/s", .unit = "1/s", .quantity = LAB_RATE},
                 {.name = "in flight"},
                 {.name = "OS threads"},
                 {.name = "switches", .quantity = LAB_SWITCHES}},
    .switched_by = "the program, in callbacks",
    .defaults = {.threads = 5, .increments = 32},
    .watched = {.threads = 2, .increments = 1},
    .expect = {.helgrind = FINDING_UNSUPPORTED, /* it reports what libraries do among themselves */
               .explore = FINDING_UNSUPPORTED}, /* processes and sockets */
};
