/* Question: the downloads run on an event loop now, in one thread, 160 of them ready
 * at a time, as asyncio would have it. How long do they take?
 *
 * As long as one after another. Each callback asks and then waits for its answer
 * inside curl_easy_perform(), and while it waits, so does the loop, with all that
 * is ready. A loop is as fast as the calls in it are short: the request has to be
 * started, and control given back until the answer comes.
 */
#include "lab.h"

#include "site.h"

#include <uv.h>

static uv_loop_t loop;
static uv_idle_t ready; /* runs once in every turn of the loop */
static CURL *client;
static long came;

/* What one trial still has to do. */
static struct {
    const struct lab_run *run;
    long next;
} work;

static void on_ready(uv_idle_t *idle)
{
    struct page page;
    if (work.next == work.run->threads * work.run->increments) {
        uv_idle_stop(idle);
        return;
    }
    client_ask(client, &page, work.next++);
    came += curl_easy_perform(client) == CURLE_OK && page_came(&page); /* the loop stands still */
    atomic_fetch_add(work.run->done, 1);
}

static void trial(const struct lab_run *run)
{
    work.run = run;
    work.next = 0;
    uv_idle_start(&ready, on_ready);
    uv_run(&loop, UV_RUN_DEFAULT);
}

static void open_site(const struct lab_run *run)
{
    (void)run;
    site_open();
    client = client_new();
    if (uv_loop_init(&loop) || uv_idle_init(&loop, &ready))
        errx(4, "cannot create a loop");
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
    uv_close((uv_handle_t *)&ready, NULL);
    uv_run(&loop, UV_RUN_DEFAULT);
    uv_loop_close(&loop);
    curl_easy_cleanup(client);
    site_close();
}

const struct lab lab = {
    .file = __FILE__,
    .title = "an event loop whose callbacks wait",
    .bug = "slow: a callback blocks the loop",
    .place = 3,
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
    .switched_by = "the program, too late",
    .defaults = {.threads = 5, .increments = 32},
    .watched = {.threads = 2, .increments = 1},
    .expect = {.stress = LAB_ALWAYS_WRONG,
               .helgrind = FINDING_UNSUPPORTED, /* it reports what libraries do among themselves */
               .explore = FINDING_UNSUPPORTED}, /* processes and sockets */
};
