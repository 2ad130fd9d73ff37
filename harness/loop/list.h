/* list.h: a doubly linked list whose links live inside the listed objects, so
 * that joining and leaving never allocate and never fail.
 *
 * A list is a link that stands for both ends; an object that is in no list has
 * a link that points to itself. Not thread-safe: the owner's lock or the
 * owner's thread guards it.
 */
#ifndef RACELAB_LOOP_LIST_H
#define RACELAB_LOOP_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct link {
    struct link *next;
    struct link *previous;
};

/* The object of the given type whose member is at pointer. */
#define CONTAINER(pointer, type, member)                                                           \
    ((type *)(void *)((char *)(pointer)-offsetof(type, member)))

static inline void link_init(struct link *link)
{
    link->next = link;
    link->previous = link;
}

static inline bool link_alone(const struct link *link)
{
    return link->next == link;
}

/* Puts link, which is in no list, at the end of list. */
static inline void link_append(struct link *list, struct link *link)
{
    link->previous = list->previous;
    link->next = list;
    list->previous->next = link;
    list->previous = link;
}

/* Takes link out of its list; nothing happens when it is in none. */
static inline void link_remove(struct link *link)
{
    link->previous->next = link->next;
    link->next->previous = link->previous;
    link_init(link);
}

/* Takes the first link out of list; NULL when the list is empty. */
static inline struct link *link_pop(struct link *list)
{
    if (link_alone(list))
        return NULL;
    struct link *first = list->next;
    link_remove(first);
    return first;
}

#endif
