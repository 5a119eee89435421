// A TLS server's side of a connection, for fake servers in tests: OpenSSL behind five calls.
#ifndef ANSWERBACK_CTLSSERVER_H
#define ANSWERBACK_CTLSSERVER_H
#include <stdint.h>

// NULL where certificate or key cannot be read (PEM files).
void *ab_tls_context(const char *certificate, const char *key);
void ab_tls_forget(void *context);
// Blocks for the handshake; NULL where the client broke it off.
void *ab_tls_accept(void *context, int descriptor);
// As recv and send: the number of bytes, or 0 and less where the client is gone.
int ab_tls_read(void *connection, uint8_t *bytes, int length);
int ab_tls_write(void *connection, const uint8_t *bytes, int length);
void ab_tls_end(void *connection);

#endif
