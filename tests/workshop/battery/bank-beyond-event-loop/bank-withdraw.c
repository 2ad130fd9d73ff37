/* undecided: goes the way of 'event_loop' */
#include "lab.h"

#include "outbox.h"
#include "owner.h"

#include <stdio.h>
#include <stdlib.h>

enum { DEPOSIT = 200, WANTED = 150, SLOTS = 1024 };

static struct owner owner;
static long *balances; /* owned by the owner's thread; as many as increments */

static void debit(void *balance)
{
    long *mine = balance;
    if (*mine >= WANTED)
        *mine -= WANTED;
}

static void withdraw(const struct lab_actor *self)
{
    struct call *calls = malloc(SLOTS * sizeof *calls);
    struct outbox box;
    if (!calls)
        exit(4);
    outbox_init(&box, &owner.loop, calls, SLOTS);
    for (long i = 0; i < self->increments; i++)
        outbox_post(&box, debit, &balances[i]);
    outbox_release(&box); /* waits until all have run */
    free(calls);
}

static void open_accounts(const struct lab_run *run)
{
    balances = calloc((size_t)run->increments, sizeof *balances);
    if (!balances || owner_start(&owner))
        exit(4);
}

static void deposit(void *run)
{
    for (long i = 0; i < ((const struct lab_run *)run)->increments; i++)
        balances[i] = DEPOSIT;
}

static void reset(const struct lab_run *run)
{
    struct lab_run copy = *run;
    owner_call(&owner, deposit, &copy);
}

struct sum {
    long accounts, total;
};

static void add_up(void *sum)
{
    struct sum *answer = sum;
    for (long i = 0; i < answer->accounts; i++)
        answer->total += balances[i];
}

static struct lab_outcome check(const struct lab_run *run)
{
    struct sum sum = {.accounts = run->increments};
    owner_call(&owner, add_up, &sum);
    struct lab_outcome seen = {.expected = run->increments * (DEPOSIT - WANTED),
                               .actual = sum.total};
    snprintf(seen.label, sizeof seen.label, "balance %ld", seen.actual);
    return seen;
}

static void close_accounts(const struct lab_run *run)
{
    (void)run;
    owner_stop(&owner);
    free(balances);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "withdrawals are posted to the one thread that owns the accounts",
    .cure = "ownership",
    .place = 3,
    .actors = {withdraw},
    .open = open_accounts,
    .reset = reset,
    .check = check,
    .close = close_accounts,
};
