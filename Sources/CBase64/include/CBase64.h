// Base64 in vectors of 32 characters, which Swift's own vectors cannot say (they lack a table look-up of bytes).
#pragma once
#include <stddef.h>
#include <stdint.h>

/// Decodes groups of four characters, and skips CRLF or LF between two groups, until something else comes or little is left.
///
/// - Parameters:
///   - position: where to begin in `input`; where it ended afterwards. What stands before is decoded whole.
///   - written: bytes in `output`; afterwards so many as are good. Up to 32 bytes behind them are overwritten.
/// Does nothing on a processor without AVX2. Reads `input[0..<count]` and writes `output[0..<capacity]` at most.
void ab_base64_decode_run(const uint8_t *input, size_t count, size_t *position, uint8_t *output, size_t capacity, size_t *written);
