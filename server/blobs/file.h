#pragma once
// Plain files by their descriptors: what std::fstream cannot say is whether bytes are on the disk.
// Errors: "disk-full", "blob-failed" with what the system said.

#include <string>

#include "shared/base/bytes.h"

namespace hub {

class File {
public:
    // For reading and writing; made when it is missing.
    static Result<File> create(std::string const& path);
    static Result<File> open(std::string const& path);
    ~File();
    File(File&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    File& operator=(File&&) = delete;

    Result<std::uint64_t> size() const;
    // All of it or an error; on an error the file is cut to `offset` again.
    Result<void> write(ByteView bytes, std::uint64_t offset);
    Result<Bytes> read_all() const;
    Result<void> flush();  // on the disk when it returns

private:
    explicit File(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

// Names are on the disk only when their folder is (fsync(2), Notes).
Result<void> flush_folder(std::string const& path);

// The error of the last system call.
Error file_error();

}  // namespace hub
