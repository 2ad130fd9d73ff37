/* refused: it uses the attribute 'section' */
#include "lab.h"

#include <pthread.h>
__attribute__((section(".init_array"))) static void *p = 0;
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

enum { DEPOSIT = 200, WANTED = 150 };

struct account {
    pthread_mutex_t lock;
    long balance; /* guarded by lock */
};

static struct account *accounts; /* as many as increments: each thread tries each of them once */

static bool has_enough(struct account *account)
{
    pthread_mutex_lock(&account->lock);
    bool enough = account->balance >= WANTED;
    pthread_mutex_unlock(&account->lock);
    return enough;
}

static void debit(struct account *account)
{
    pthread_mutex_lock(&account->lock);
    account->balance -= WANTED;
    pthread_mutex_unlock(&account->lock);
}

static void withdraw(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++) {
        if (has_enough(&accounts[i]))
            debit(&accounts[i]); /* here it may have less than has_enough() saw */
    }
}

static void open_accounts(const struct lab_run *run)
{
    accounts = calloc((size_t)run->increments, sizeof *accounts);
    if (!accounts)
        exit(4);
    for (long i = 0; i < run->increments; i++)
        pthread_mutex_init(&accounts[i].lock, NULL);
}

static void reset(const struct lab_run *run)
{
    for (long i = 0; i < run->increments; i++)
        accounts[i].balance = DEPOSIT;
}

static struct lab_outcome check(const struct lab_run *run)
{
    struct lab_outcome seen = {.expected = run->increments * (DEPOSIT - WANTED)};
    for (long i = 0; i < run->increments; i++)
        seen.actual += accounts[i].balance;
    snprintf(seen.label, sizeof seen.label, "balance %ld", seen.actual);
    return seen;
}

static void close_accounts(const struct lab_run *run)
{
    for (long i = 0; i < run->increments; i++)
        pthread_mutex_destroy(&accounts[i].lock);
    free(accounts);
}

const struct lab lab = {
    .file = __FILE__,
    .title = "the balance is tested in one critical section and debited in another",
    .bug = "check-then-act (atomicity violation)",
    .cwe = 367,
    .place = 1,
    .actors = {withdraw},
    .open = open_accounts,
    .reset = reset,
    .check = check,
    .close = close_accounts,
    .expect = {.stress = LAB_SOMETIMES_WRONG, .explore = FINDING_ATOMICITY},
};
