#pragma once
// The zlib format (RFC 1950), which HTTP calls "deflate" and the browser's
// CompressionStream("deflate") writes.

#include "shared/base/bytes.h"

namespace hub {

Bytes deflate(ByteView plain);
// Errors: "too-large" when more than `max_bytes` would come out (a bomb stops there), "bad-deflate"
// for anything that is not one whole zlib stream.
Result<Bytes> inflate(ByteView packed, std::size_t max_bytes);

}  // namespace hub
