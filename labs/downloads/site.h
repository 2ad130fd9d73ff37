/* site.h: what the programs of this lab download: a small web site of their own,
 * and a client for it.
 *
 * The site is a child process with an HTTP server on a free port of 127.0.0.1,
 * so that its work is in nobody's figures. It answers `GET /7` with `page 7`,
 * after a while: 20 ms, or as many as DOWNLOADS_LATENCY says. It takes any
 * number of requests at a time and counts how many are waiting for their answer.
 */
#ifndef DOWNLOADS_SITE_H
#define DOWNLOADS_SITE_H

#include <arpa/inet.h>
#include <curl/curl.h>
#include <err.h>
#include <microhttpd.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Shared by the site and its visitors. */
struct site {
    atomic_int port; /* 0: not open yet; -1: it could not be opened */
    atomic_long in_flight;
    atomic_long most_in_flight; /* since site_forget() */
    pid_t process;
};

static struct site *site;

/* A request that waits for its time. All wait equally long, so the one that
 * came first is due first. */
struct visit {
    struct visit *next;
    struct MHD_Connection *connection;
    double due;
};

static struct visit *first_visit, **last_visit = &first_visit;
static double latency; /* seconds */

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static double latency_asked_for(void)
{
    const char *text = getenv("DOWNLOADS_LATENCY");
    char *end = NULL;
    double milliseconds = text ? strtod(text, &end) : 20;
    if (text && (end == text || *end || !(milliseconds >= 0 && milliseconds <= 60000)))
        errx(2, "DOWNLOADS_LATENCY: '%s' is no number of milliseconds from 0 to 60000", text);
    return milliseconds / 1000;
}

static void count_visit(void)
{
    long here = atomic_fetch_add(&site->in_flight, 1) + 1;
    if (here > atomic_load(&site->most_in_flight))
        atomic_store(&site->most_in_flight, here); /* the site has one thread */
}

static enum MHD_Result answer(struct MHD_Connection *connection, const char *url)
{
    char text[64];
    snprintf(text, sizeof text, "page %.40s", url + 1);
    struct MHD_Response *page =
        MHD_create_response_from_buffer(strlen(text), text, MHD_RESPMEM_MUST_COPY);
    enum MHD_Result result = MHD_queue_response(connection, MHD_HTTP_OK, page);
    MHD_destroy_response(page);
    return result;
}

/* Called when a request has come in, and again when it has waited long enough. */
static enum MHD_Result on_request(void *unused, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *upload,
                                  size_t *upload_size, void **state)
{
    (void)unused, (void)method, (void)version, (void)upload, (void)upload_size;
    if (*state) {
        free(*state);
        *state = NULL;
        atomic_fetch_sub(&site->in_flight, 1);
        return answer(connection, url);
    }
    struct visit *visit = malloc(sizeof *visit);
    if (!visit)
        return MHD_NO;
    *visit = (struct visit){.connection = connection, .due = now() + latency};
    *last_visit = visit;
    last_visit = &visit->next;
    *state = visit;
    count_visit();
    MHD_suspend_connection(connection);
    return MHD_YES;
}

/* A visitor that went away in the middle is gone as well. */
static void on_end(void *unused, struct MHD_Connection *connection, void **state,
                   enum MHD_RequestTerminationCode how)
{
    (void)unused, (void)connection, (void)how;
    if (*state)
        atomic_fetch_sub(&site->in_flight, 1);
    free(*state);
    *state = NULL;
}

/* Lets those go on that have waited long enough; milliseconds to the next one. */
static int resume_those_due(void)
{
    double time = now();
    while (first_visit && first_visit->due <= time) {
        struct visit *visit = first_visit;
        first_visit = visit->next;
        if (!first_visit)
            last_visit = &first_visit;
        MHD_resume_connection(visit->connection);
    }
    return first_visit ? (int)((first_visit->due - time) * 1000) + 1 : -1;
}

static _Noreturn void serve(void)
{
    struct sockaddr_in here = {.sin_family = AF_INET,
                               .sin_addr.s_addr = htonl(INADDR_LOOPBACK)}; /* port 0: any */
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* the site never outlives the lab */
    signal(SIGINT, SIG_IGN);          /* Ctrl-C is for the lab, which then ends us */
    struct MHD_Daemon *daemon =
        MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, on_request, NULL,
                         MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&here,
                         MHD_OPTION_NOTIFY_COMPLETED, on_end, NULL, MHD_OPTION_END);
    const union MHD_DaemonInfo *info =
        daemon ? MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT) : NULL;
    atomic_store(&site->port, info ? info->port : -1);
    while (info)
        MHD_run_wait(daemon, resume_those_due());
    _exit(4);
}

static void site_open(void)
{
    latency = latency_asked_for();
    site = mmap(NULL, sizeof *site, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (site == MAP_FAILED)
        err(4, "cannot map shared memory");
    pid_t process = fork();
    if (process < 0)
        err(4, "cannot start the process of the site");
    if (process == 0)
        serve();
    site->process = process;
    while (atomic_load(&site->port) == 0)
        usleep(1000);
    if (atomic_load(&site->port) < 0)
        errx(4, "cannot open a port of 127.0.0.1");
    curl_global_init(CURL_GLOBAL_NOTHING);
}

static void site_close(void)
{
    kill(site->process, SIGKILL);
    waitpid(site->process, NULL, 0);
    munmap(site, sizeof *site);
    curl_global_cleanup();
}

/* Between trials: nobody is visiting. */
static void site_forget(void)
{
    atomic_store(&site->most_in_flight, 0);
}

/* How many have waited for their answers at a time. */
static long site_most_in_flight(void)
{
    return atomic_load(&site->most_in_flight);
}

/* A page on its way in. */
struct page {
    long number;
    size_t length;
    char text[64];
};

static size_t keep(char *data, size_t size, size_t count, void *argument)
{
    struct page *page = argument;
    if (size * count > sizeof page->text - page->length)
        return 0; /* no page of ours: curl gives up */
    memcpy(page->text + page->length, data, size * count);
    page->length += size * count;
    return size * count;
}

/* A client keeps its connection from one request to the next. For one thread. */
static CURL *client_new(void)
{
    CURL *client = curl_easy_init();
    if (!client)
        errx(4, "cannot create a client: out of memory");
    curl_easy_setopt(client, CURLOPT_WRITEFUNCTION, keep);
    curl_easy_setopt(client, CURLOPT_PROXY, "");
    curl_easy_setopt(client, CURLOPT_NOSIGNAL, 1L);
    return client;
}

/* Sets up the client to get a page. */
static void client_ask(CURL *client, struct page *page, long number)
{
    char url[64];
    snprintf(url, sizeof url, "http://127.0.0.1:%d/%ld", atomic_load(&site->port), number);
    *page = (struct page){.number = number};
    curl_easy_setopt(client, CURLOPT_URL, url);
    curl_easy_setopt(client, CURLOPT_WRITEDATA, page);
}

static bool page_came(const struct page *page)
{
    char text[64];
    size_t length = (size_t)snprintf(text, sizeof text, "page %ld", page->number);
    return page->length == length && memcmp(page->text, text, length) == 0;
}

#endif
