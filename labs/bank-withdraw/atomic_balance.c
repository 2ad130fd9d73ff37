/* Question: the balance is an atomic, tested by an atomic load and debited by an
 * atomic subtraction. No update can get lost. Is the account safe?
 *
 * No. The subtraction is exact, so all the money is accounted for; but it takes
 * place whatever the balance is by then. Both threads pass the test at 200 and
 * the account ends at -100. An atomic makes each access whole, not the decision.
 */
#include "lab.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

enum { DEPOSIT = 200, WANTED = 150 };

static atomic_long *balances; /* as many as increments: each thread tries each of them once */

static void withdraw(const struct lab_actor *self)
{
    for (long i = 0; i < self->increments; i++) {
        if (atomic_load(&balances[i]) >= WANTED)    /* expect: lost update, atomicity violation */
            atomic_fetch_sub(&balances[i], WANTED); /* expect: lost update, atomicity violation */
    }
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
    .bug = "check-then-act (atomicity violation)",
    .cwe = 367,
    .place = 2,
    .actors = {withdraw},
    .open = open_accounts,
    .reset = reset,
    .check = check,
    .close = close_accounts,
    .expect = {.stress = LAB_SOMETIMES_WRONG, .explore = FINDING_ATOMICITY},
};
