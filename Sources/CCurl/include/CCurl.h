// libcurl as Swift sees it: its variadic calls behind typed ones, and eventfd.
#ifndef ANSWERBACK_CCURL_H
#define ANSWERBACK_CCURL_H
#include <curl/curl.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>

typedef int (*ab_curl_debug)(CURL *handle, curl_infotype type, char *data, size_t size, void *context);
typedef int (*ab_curl_progress)(
    void *context, curl_off_t download_total, curl_off_t downloaded, curl_off_t upload_total, curl_off_t uploaded);

CURLcode ab_curl_set_long(CURL *handle, CURLoption option, long value);
CURLcode ab_curl_set_string(CURL *handle, CURLoption option, const char *value);
/// Sees every line of the login, secrets included: keep what the server says, never what we say.
CURLcode ab_curl_set_debug(CURL *handle, ab_curl_debug call, void *context);
/// Called about once a second while connecting; a result other than 0 gives up.
CURLcode ab_curl_set_progress(CURL *handle, ab_curl_progress call, void *context);
typedef size_t (*ab_curl_write)(char *data, size_t size, size_t count, void *context);
/// Called with each piece of a body; a result other than its size gives up.
CURLcode ab_curl_set_write(CURL *handle, ab_curl_write call, void *context);
/// The bytes are copied; they may hold anything.
CURLcode ab_curl_set_post(CURL *handle, const char *bytes, long length);
CURLcode ab_curl_set_headers(CURL *handle, struct curl_slist *list);
CURLcode ab_curl_get_long(CURL *handle, CURLINFO info, long *value);
CURLcode ab_curl_get_offset(CURL *handle, CURLINFO info, curl_off_t *value);
CURLcode ab_curl_get_socket(CURL *handle, curl_socket_t *socket);

#endif
