#include "CBase64.h"

#if defined(__x86_64__)
#include <immintrin.h>

// The high half of a character says in which stretch of the alphabet it can lie: between which two characters, and how far its
// value is from it. '/' shares the high half of '+' and is told apart by itself. (Vectors: Muła and Lemire, "Faster Base64
// Encoding and Decoding Using AVX2 Instructions", 2018, section 4.)
#define TWICE(...) _mm256_setr_epi8(__VA_ARGS__, __VA_ARGS__)

__attribute__((target("avx2"))) static void decode_run_avx2(
    const uint8_t *input, size_t count, size_t *position, uint8_t *output, size_t capacity, size_t *written)
{
    // High halves 0, 1 and 8 to 15 have no character: nothing lies between 255 and 255 there, nor between 0 and 0.
    const __m256i first = TWICE(-1, -1, '+', '0', 'A', 'P', 'a', 'p', -1, -1, -1, -1, -1, -1, -1, 0);
    const __m256i last = TWICE(-1, -1, '+', '9', 'O', 'Z', 'o', 'z', -1, -1, -1, -1, -1, -1, -1, 0);
    const __m256i distance =
        TWICE(0, 0, 62 - '+', 52 - '0', 0 - 'A', 0 - 'A', 26 - 'a', 26 - 'a', 0, 0, 0, 0, 0, 0, 0, 0);
    const __m256i slash = _mm256_set1_epi8('/'), beyond_plus = _mm256_set1_epi8((63 - '/') - (62 - '+'));
    const __m256i low_half = _mm256_set1_epi8(0x0F);
    // Bytes of a group stand the other way round in a little-endian number.
    const __m256i order = TWICE(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1);
    const __m256i together = _mm256_setr_epi32(0, 1, 2, 4, 5, 6, 3, 7);
    size_t in = *position, out = *written;

    while (count - in >= 34 && capacity - out >= 32) {
        const __m256i text = _mm256_loadu_si256((const __m256i *)(input + in));
        const __m256i high = _mm256_and_si256(_mm256_srli_epi16(text, 4), low_half);
        const __m256i is_slash = _mm256_cmpeq_epi8(text, slash);
        const __m256i within = _mm256_min_epu8(
            _mm256_max_epu8(text, _mm256_shuffle_epi8(first, high)), _mm256_shuffle_epi8(last, high));
        const __m256i is_good = _mm256_or_si256(is_slash, _mm256_cmpeq_epi8(within, text));
        const __m256i far = _mm256_add_epi8(_mm256_shuffle_epi8(distance, high), _mm256_and_si256(is_slash, beyond_plus));
        const __m256i values = _mm256_add_epi8(text, far);
        // Six bits beside six make twelve, twelve beside twelve make twenty-four.
        const __m256i pairs = _mm256_maddubs_epi16(values, _mm256_set1_epi32(0x01400140));
        const __m256i groups = _mm256_madd_epi16(pairs, _mm256_set1_epi32(0x00011000));
        const __m256i bytes = _mm256_permutevar8x32_epi32(_mm256_shuffle_epi8(groups, order), together);
        _mm256_storeu_si256((__m256i *)(output + out), bytes);

        const uint32_t bad = ~(uint32_t)_mm256_movemask_epi8(is_good);
        if (bad == 0) {
            in += 32;
            out += 24;
            continue;
        }
        const size_t good = (size_t)__builtin_ctz(bad), whole = good / 4;
        in += whole * 4;
        out += whole * 3;
        if (good % 4 != 0) break;
        if (input[in] == '\n') in += 1;
        else if (input[in] == '\r' && input[in + 1] == '\n') in += 2;
        else break;
    }
    *position = in;
    *written = out;
}
#endif

void ab_base64_decode_run(const uint8_t *input, size_t count, size_t *position, uint8_t *output, size_t capacity, size_t *written)
{
    if (*position > count || *written > capacity) return;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) decode_run_avx2(input, count, position, output, capacity, written);
#endif
}
