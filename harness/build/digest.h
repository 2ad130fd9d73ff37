/* digest.h: what stands for contents in the build cache: 128 bits of XXH3
 * (https://xxhash.com). Not against an adversary: whoever can write into the
 * cache can replace programs in it anyway.
 */
#ifndef RACELAB_BUILD_DIGEST_H
#define RACELAB_BUILD_DIGEST_H

#include <stddef.h>

struct digest;

enum { DIGEST_TEXT = 33 }; /* hexadecimal digits and the NUL */

/* Ends the program where memory is exhausted. */
struct digest *digest_new(void);

/* Adds a text and its end, so that "a", "bc" and "ab", "c" differ. */
void digest_text(struct digest *digest, const char *text);

/* Adds the contents of a file. Returns 0 or a negative errno; the digest then
 * stands for nothing. */
int digest_file(struct digest *digest, const char *path);

/* Writes the hexadecimal digits and frees the digest. */
void digest_finish(struct digest *digest, char text[DIGEST_TEXT]);

#endif
