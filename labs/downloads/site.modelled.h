/* site.modelled.h: site.h for the explorer, which cannot follow sockets and
 * processes: the same names, and a site that answers when nobody has anything
 * else to do. That is what an answer from far away is like: everybody who can
 * go on does so meanwhile. How many were waiting then is what most_in_flight()
 * says, and it is the same in all interleavings of a program that waits for
 * several answers at a time.
 *
 * A client is as good for one thread at a time as libcurl's: its members are
 * plain, so who shares it without a lock has a data race.
 */
#ifndef DOWNLOADS_SITE_H
#define DOWNLOADS_SITE_H

#include <err.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Goes on when no other thread can do anything but this. */
void __racelab_latency(void);

/* For the functions of this file alone. */
static struct {
    atomic_long in_flight, most_in_flight;
} racelab_hidden_site;

typedef enum { CURLE_OK } CURLcode;

struct page {
    long number;
    size_t length;
    char text[64];
};

typedef struct {
    struct page *page; /* that it is to get */
    long asked;        /* how many it has got */
} CURL;

static inline void site_open(void)
{
}

static inline void site_close(void)
{
}

static inline void site_forget(void)
{
    atomic_store(&racelab_hidden_site.most_in_flight, 0);
}

static inline long site_most_in_flight(void)
{
    return atomic_load(&racelab_hidden_site.most_in_flight);
}

static inline void racelab_hidden_count(long waiting)
{
    long most = atomic_load(&racelab_hidden_site.most_in_flight);
    while (waiting > most &&
           !atomic_compare_exchange_strong(&racelab_hidden_site.most_in_flight, &most, waiting))
        ;
}

static inline CURL *client_new(void)
{
    CURL *client = calloc(1, sizeof *client);
    if (!client)
        errx(4, "cannot create a client: out of memory");
    return client;
}

static inline void client_ask(CURL *client, struct page *page, long number)
{
    *page = (struct page){.number = number};
    client->page = page;
}

static inline CURLcode curl_easy_perform(CURL *client)
{
    struct page *page = client->page;
    atomic_fetch_add(&racelab_hidden_site.in_flight, 1);
    __racelab_latency();
    racelab_hidden_count(atomic_load(&racelab_hidden_site.in_flight));
    atomic_fetch_sub(&racelab_hidden_site.in_flight, 1);
    page->length = (size_t)snprintf(page->text, sizeof page->text, "page %ld", page->number);
    client->asked++;
    return CURLE_OK;
}

static inline void curl_easy_cleanup(CURL *client)
{
    free(client);
}

static inline bool page_came(const struct page *page)
{
    char text[64];
    size_t length = (size_t)snprintf(text, sizeof text, "page %ld", page->number);
    return page->length == length && memcmp(page->text, text, length) == 0;
}

#endif
