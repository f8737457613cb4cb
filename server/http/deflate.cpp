#include "server/http/deflate.h"

#include <algorithm>
#include <zlib.h>

namespace hub {

Bytes deflate(ByteView plain) {
    uLongf size = compressBound(static_cast<uLong>(plain.size()));
    Bytes packed(size);
    int const code = compress2(packed.data(), &size, plain.data(), static_cast<uLong>(plain.size()),
                               Z_BEST_COMPRESSION);
    assert(code == Z_OK);
    (void)code;
    packed.resize(size);
    return packed;
}

Result<Bytes> inflate(ByteView packed, std::size_t max_bytes) {
    Error const bad{"bad-deflate", "L'envoi est mal compressé. Réessayez."};
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK) return bad;
    struct End {
        z_stream& stream;
        ~End() { inflateEnd(&stream); }
    } const end{stream};
    stream.next_in = const_cast<Bytef*>(packed.data());
    stream.avail_in = static_cast<uInt>(packed.size());
    Bytes plain;
    max_bytes = std::min(max_bytes, std::max(kFreeOfRatio, packed.size() * kMostRatio));
    while (true) {
        std::size_t const had = plain.size();
        plain.resize(std::min(max_bytes + 1, had + 16 * 1024));
        stream.next_out = plain.data() + had;
        stream.avail_out = static_cast<uInt>(plain.size() - had);
        int const code = inflate(&stream, Z_NO_FLUSH);
        plain.resize(plain.size() - stream.avail_out);
        if (plain.size() > max_bytes)
            return Error{"too-large", "L'envoi est trop grand pour le serveur."};
        if (code == Z_STREAM_END) {
            if (stream.avail_in > 0) return bad;
            return plain;
        }
        if (code != Z_OK || (stream.avail_in == 0 && stream.avail_out > 0)) return bad;
    }
}

}  // namespace hub
