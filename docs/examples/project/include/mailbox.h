/* A box for one letter, between threads. */
#ifndef MAILBOX_H
#define MAILBOX_H

void mailbox_put(int letter);
int mailbox_take(void); /* waits for a letter */
int mailbox_count(void); /* letters that were ever put */

#endif
