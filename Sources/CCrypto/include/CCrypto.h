// The two digests the house needs, from the libcrypto that libcurl already brings.
#ifndef ANSWERBACK_CCRYPTO_H
#define ANSWERBACK_CCRYPTO_H
#include <stddef.h>
#include <stdint.h>

// Each writes 32 bytes to `out` and returns 1, or 0 where the library refused.
int ab_sha256(const uint8_t *bytes, size_t length, uint8_t *out);
// A key is prepared once, because OpenSSL looks its algorithms up each time that one is; NULL where the library refused. It is only
// read afterwards: many threads may sign with it side by side.
void *ab_hmac_key(const uint8_t *key, size_t keyLength);
void ab_hmac_key_free(void *key);
int ab_hmac_sha256(const void *key, const uint8_t *bytes, size_t length, uint8_t *out);
// Fills `out` from the system's generator; 1 on success.
int ab_random(uint8_t *out, size_t length);
// No core dump of this process, and no look into its memory by others of the same user (prctl is variadic).
void ab_forbid_dumps(void);
// Two heaps for all threads together.
void ab_share_heap(void);

#endif
