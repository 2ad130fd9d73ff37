/* Question: five threads share the work, and one connection; libcurl wants a handle
 * to be used by one thread at a time, so a lock sees to that. How long do the 160
 * pages take now?
 *
 * As long as with one thread. Whoever has the lock waits for the server with it,
 * and the other four wait for the lock. Threads help only with what they may do
 * at the same time.
 */
#include "lab.h"

#include "site.h"

#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static CURL *client; /* guarded by lock, as is the next one */
static long came;

struct worker {
    pthread_t thread;
    const struct lab_run *run;
    long first;
};

static struct worker *workers;

static void *download(void *argument)
{
    const struct worker *me = argument;
    struct page page;
    for (long i = 0; i < me->run->increments; i++) {
        pthread_mutex_lock(&lock);
        client_ask(client, &page, me->first + i);
        came += curl_easy_perform(client) == CURLE_OK && page_came(&page);
        pthread_mutex_unlock(&lock);
        atomic_fetch_add(me->run->done, 1);
    }
    return NULL;
}

static void trial(const struct lab_run *run)
{
    for (long i = 0; i < run->threads; i++) {
        workers[i].run = run;
        workers[i].first = i * run->increments;
        if (pthread_create(&workers[i].thread, NULL, download, &workers[i]) != 0)
            errx(4, "cannot start thread %ld of %ld", i + 1, run->threads);
    }
    for (long i = 0; i < run->threads; i++)
        pthread_join(workers[i].thread, NULL);
}

static void open_site(const struct lab_run *run)
{
    site_open();
    client = client_new();
    workers = calloc((size_t)run->threads, sizeof *workers);
    if (!workers)
        errx(4, "cannot make %ld workers: out of memory", run->threads);
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
    (void)run;
    free(workers);
    curl_easy_cleanup(client);
    site_close();
}

const struct lab lab = {
    .file = __FILE__,
    .title = "five threads and one connection with a lock",
    .bug = "slow: a lock is held while waiting",
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
    .switched_by = "the kernel",
    .defaults = {.threads = 5, .increments = 32},
    .watched = {.threads = 2, .increments = 1},
    .expect = {.stress = LAB_ALWAYS_WRONG,
               .helgrind = FINDING_UNSUPPORTED, /* it reports what libraries do among themselves */
               .explore = FINDING_UNSUPPORTED}, /* processes and sockets */
};
