/* refused: no thread has worked */
#include "lab.h"

#include "site.h"

#include <pthread.h>

struct worker {
    pthread_t thread;
    const struct lab_run *run;
    CURL *client;
    long first, came;
};

static struct worker *workers;
static long came;

static void *download(void *argument)
{
    struct worker *me = argument;
    struct page page;
    client_ask(me->client, &page, 0); /* so that two are in flight */
    curl_easy_perform(me->client);
    return NULL;
}

static void trial(const struct lab_run *run)
{
    for (long i = 0; i < run->threads; i++) {
        workers[i].run = run;
        workers[i].first = i * run->increments;
        workers[i].came = 0;
        if (pthread_create(&workers[i].thread, NULL, download, &workers[i]) != 0)
            errx(4, "cannot start thread %ld of %ld", i + 1, run->threads);
    }
    for (long i = 0; i < run->threads * run->increments; i++) {
        struct page page;
        CURL *client = client_new();
        client_ask(client, &page, i);
        came += curl_easy_perform(client) == CURLE_OK && page_came(&page);
        curl_easy_cleanup(client);
    }
    for (long i = 0; i < run->threads; i++) {
        pthread_join(workers[i].thread, NULL);
        came += workers[i].came;
    }
}

static void open_site(const struct lab_run *run)
{
    site_open();
    workers = calloc((size_t)run->threads, sizeof *workers);
    if (!workers)
        errx(4, "cannot make %ld workers: out of memory", run->threads);
    for (long i = 0; i < run->threads; i++)
        workers[i].client = client_new();
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
                               .measured = {[2] = (double)most, [3] = (double)run->threads}};
    snprintf(seen.label, sizeof seen.label, "%ld in flight, %ld missing", most, missing);
    return seen;
}

static void close_site(const struct lab_run *run)
{
    for (long i = 0; i < run->threads; i++)
        curl_easy_cleanup(workers[i].client);
    free(workers);
    site_close();
}

const struct lab lab = {
    .file = __FILE__,
    .title = "five threads, a connection each",
    .cure = "confinement",
    .place = 1,
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
    .switched_by = "the kernel",
    .defaults = {.threads = 5, .increments = 32},
    .watched = {.threads = 2, .increments = 1},
    .expect = {.helgrind = FINDING_UNSUPPORTED, /* it reports what libraries do among themselves */
               .explore = FINDING_UNSUPPORTED}, /* processes and sockets */
};
