#pragma once
// The zlib format (RFC 1950), which HTTP calls "deflate" and the browser's
// CompressionStream("deflate") writes.

#include "shared/base/bytes.h"

namespace hub {

Bytes deflate(ByteView plain);
// At most `max_bytes` come out, and at most kMostRatio times what went in; small bodies are free of
// the ratio, or a phone whose adviser leant on a key could never send again. A bomb stops there:
// "too-large". "bad-deflate" for anything that is not one whole zlib stream.
inline constexpr std::size_t kMostRatio = 100;
inline constexpr std::size_t kFreeOfRatio = 64 * 1024;  // bytes, the largest batch of a phone
Result<Bytes> inflate(ByteView packed, std::size_t max_bytes);

}  // namespace hub
