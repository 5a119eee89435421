#include "CCrypto.h"
#include <malloc.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <sys/prctl.h>
#include <sys/resource.h>

int ab_sha256(const uint8_t *bytes, size_t length, uint8_t *out) {
    unsigned int written = 0;
    return EVP_Digest(bytes, length, out, &written, EVP_sha256(), NULL) == 1 && written == 32;
}

void *ab_hmac_key(const uint8_t *key, size_t keyLength) {
    EVP_MAC *mac = EVP_MAC_fetch(NULL, "HMAC", NULL);
    EVP_MAC_CTX *keyed = mac ? EVP_MAC_CTX_new(mac) : NULL;
    EVP_MAC_free(mac);
    OSSL_PARAM digest[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, (char *)"SHA256", 0), OSSL_PARAM_construct_end()};
    if (keyed && EVP_MAC_init(keyed, key, keyLength, digest) == 1) return keyed;
    EVP_MAC_CTX_free(keyed);
    return NULL;
}
void ab_hmac_key_free(void *key) { EVP_MAC_CTX_free(key); }
int ab_hmac_sha256(const void *key, const uint8_t *bytes, size_t length, uint8_t *out) {
    EVP_MAC_CTX *context = EVP_MAC_CTX_dup(key);
    size_t written = 0;
    int isDone = context && EVP_MAC_update(context, bytes, length) == 1 && EVP_MAC_final(context, out, &written, 32) == 1;
    EVP_MAC_CTX_free(context);
    return isDone && written == 32;
}
int ab_random(uint8_t *out, size_t length) { return RAND_bytes(out, (int)length) == 1; }
void ab_share_heap(void) { mallopt(M_ARENA_MAX, 2); }

void ab_forbid_dumps(void) {
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}
