#include "CTLSServer.h"
#include <openssl/err.h>
#include <openssl/ssl.h>

void *ab_tls_context(const char *certificate, const char *key) {
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());
    if (context && SSL_CTX_use_certificate_chain_file(context, certificate) == 1
        && SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) == 1) return context;
    SSL_CTX_free(context);
    return NULL;
}
void ab_tls_forget(void *context) { SSL_CTX_free(context); }

void *ab_tls_accept(void *context, int descriptor) {
    SSL *connection = SSL_new(context);
    if (connection && SSL_set_fd(connection, descriptor) == 1 && SSL_accept(connection) == 1) return connection;
    ERR_clear_error();
    SSL_free(connection);
    return NULL;
}
int ab_tls_read(void *connection, uint8_t *bytes, int length) {
    ERR_clear_error();
    return SSL_read(connection, bytes, length);
}
int ab_tls_write(void *connection, const uint8_t *bytes, int length) {
    ERR_clear_error();
    return SSL_write(connection, bytes, length);
}
void ab_tls_end(void *connection) {
    SSL_shutdown(connection);
    SSL_free(connection);
}
