#include "CCrypto.h"
#include <malloc.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <sys/prctl.h>
#include <sys/resource.h>

int ab_sha256(const uint8_t *bytes, size_t length, uint8_t *out) {
    unsigned int written = 0;
    return EVP_Digest(bytes, length, out, &written, EVP_sha256(), NULL) == 1 && written == 32;
}
int ab_hmac_sha256(const uint8_t *key, size_t keyLength, const uint8_t *bytes, size_t length, uint8_t *out) {
    unsigned int written = 0;
    return HMAC(EVP_sha256(), key, (int)keyLength, bytes, length, out, &written) != NULL && written == 32;
}
int ab_random(uint8_t *out, size_t length) { return RAND_bytes(out, (int)length) == 1; }
void ab_share_heap(void) { mallopt(M_ARENA_MAX, 2); }

void ab_forbid_dumps(void) {
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}
