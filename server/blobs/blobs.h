#pragma once
// Photos, voices and signatures: files named by the SHA-256 of what they hold. They arrive piece by
// piece, at an offset, over a line that is cut at any byte; a file stands under its name only once
// it is whole, its hash matches and it is on the disk. A record points to it by a BlobRef
// (shared/records/value.h), which may well arrive before it.
//
//   DIR/partial/<device>/<sha256>.<size>    arriving, at most kMostArriving of a device
//   DIR/<first two digits>/<sha256>         whole, never changed again

#include <optional>

#include "shared/base/bytes.h"
#include "shared/base/stamp.h"

namespace hub {

inline constexpr std::uint64_t kMostBlobBytes = 4 * 1024 * 1024;
inline constexpr std::size_t kMostArriving = 8;  // the one that rested longest makes room
inline constexpr Millis kArrivalExpiresMs = 30LL * 24 * 60 * 60 * 1000;  // without a new byte

// 64 lower-case hexadecimal digits.
bool is_blob_name(std::string_view text);

// How far a blob has come.
struct Arrival {
    std::uint64_t offset = 0;  // bytes that are here: where the next piece begins
    std::uint64_t size = 0;    // of the whole, as the sender said
    bool whole() const { return offset == size; }
};

struct BlobPiece {
    std::string name;  // is_blob_name
    std::uint64_t size = 0;
    std::uint64_t offset = 0;
    ByteView bytes;
};

// Errors of all calls: "disk-full", and "blob-failed" with what the system said.
class Blobs {
public:
    // Makes the folder. Arrivals of before go on where they stopped.
    static Result<Blobs> open(std::string folder);

    // Nothing: no byte of it is here. `device`: a name of letters and digits, one per device, so
    // that nobody can spoil what another one sends.
    Result<std::optional<Arrival>> find(std::string const& device, std::string const& name);

    // A piece of a blob that is whole already changes nothing and succeeds: answers get lost.
    // Errors "wrong-offset": find() says the right one; "too-large", "bad-piece": a size of 0 or
    // beyond kMostBlobBytes, bytes beyond the size; "wrong-hash": the pieces give another file than
    // they were said to, and all of them were thrown away.
    Result<Arrival> take(std::string const& device, BlobPiece const& piece);

    // Error "unknown-blob" while it is not whole.
    Result<Bytes> read(std::string const& name);

    // Throws away what has rested for kArrivalExpiresMs: a later sender begins anew. By the dates
    // of the files: a clock that is wrong costs one more sending.
    void expire(Millis now_ms);

private:
    explicit Blobs(std::string folder) : folder_(std::move(folder)) {}
    std::string whole_path(std::string const& name) const;
    std::string arriving_folder(std::string const& device) const;
    Result<void> finish(std::string const& arriving, std::string const& name);
    void make_room(std::string const& device, std::string const& arriving);

    std::string folder_;
};

}  // namespace hub
