/* Question: 160 pages, and the server takes 20 ms to answer. The connection is kept
 * open, so nothing is lost by greetings. How long does it take?
 *
 * 160 times 20 ms, 3.2 s, whatever the computer and the line can do: while the
 * program waits for one page it asks for no other. It is almost always waiting,
 * and uses a hundredth of one core. That is what input/output-bound means.
 */
#include "lab.h"

#include "site.h"

static CURL *client;
static long came;

static void trial(const struct lab_run *run)
{
    struct page page;
    for (long number = 0; number < run->threads * run->increments; number++) {
        client_ask(client, &page, number);
        came += curl_easy_perform(client) == CURLE_OK && page_came(&page);
        atomic_fetch_add(run->done, 1);
    }
}

static void open_site(const struct lab_run *run)
{
    (void)run;
    site_open();
    client = client_new();
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
    curl_easy_cleanup(client);
    site_close();
}

const struct lab lab = {
    .file = __FILE__,
    .title = "one page after another over one connection",
    .bug = "slow: waits for one answer at a time",
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
    .switched_by = "nobody: it waits",
    .defaults = {.threads = 5, .increments = 32},
    .watched = {.threads = 2, .increments = 1},
    .expect = {.stress = LAB_ALWAYS_WRONG,
               .helgrind = FINDING_UNSUPPORTED, /* it reports what libraries do among themselves */
               .explore = FINDING_UNSUPPORTED}, /* processes and sockets */
};
