/* cache_evict.h: keeps the build cache within its bounds. */
#ifndef RACELAB_BUILD_CACHE_EVICT_H
#define RACELAB_BUILD_CACHE_EVICT_H

/* Removes entries of the cache in `folder`, the longest unused first, until
 * nine tenths of RACELAB_CACHE_MIB are left, where they are more than all of it;
 * and what builds that died have left. Entries in use stay. */
void cache_evict(const char *folder);

/* Removes a folder and all that is in it. */
void cache_remove(const char *folder);

#endif
