// libcurl as Swift sees it: its variadic calls behind typed ones, and eventfd.
#ifndef ANSWERBACK_CCURL_H
#define ANSWERBACK_CCURL_H
#include <curl/curl.h>
#include <stdint.h>
#include <sys/eventfd.h>

CURLcode ab_curl_set_long(CURL *handle, CURLoption option, long value);
CURLcode ab_curl_set_string(CURL *handle, CURLoption option, const char *value);
CURLcode ab_curl_get_long(CURL *handle, CURLINFO info, long *value);
CURLcode ab_curl_get_socket(CURL *handle, curl_socket_t *socket);

#endif
