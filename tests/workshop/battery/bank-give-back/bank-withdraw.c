/* proved */
#include "lab.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

enum { DEPOSIT = 200, WANTED = 150 };

static atomic_long *balances; /* as many as increments: each thread tries each of them once */

static void withdraw(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++)
        if (atomic_fetch_sub(&balances[i], WANTED) < WANTED)
            atomic_fetch_add(&balances[i], WANTED);
}

static void open_accounts(const struct lab_run *run)
{
    balances = calloc((size_t)run->increments, sizeof *balances);
    if (!balances)
        exit(4);
}

static void reset(const struct lab_run *run)
{
    for (long i = 0; i < run->increments; i++)
        atomic_store(&balances[i], DEPOSIT);
}

static struct lab_outcome check(const struct lab_run *run)
{
    struct lab_outcome seen = {.expected = run->increments * (DEPOSIT - WANTED)};
    for (long i = 0; i < run->increments; i++)
        seen.actual += atomic_load(&balances[i]);
    snprintf(seen.label, sizeof seen.label, "balance %ld", seen.actual);
    return seen;
}

static void close_accounts(const struct lab_run *run)
{
    (void)run;
    free(balances);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "an atomic load decides, an atomic subtraction debits",
    .actors = {withdraw},
    .open = open_accounts,
    .reset = reset,
    .check = check,
    .close = close_accounts,
};
